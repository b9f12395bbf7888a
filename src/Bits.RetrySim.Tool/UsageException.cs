namespace Bits.RetrySim.Tool;

/// <summary>The user asked for something that cannot be done; the message says what and how to ask.</summary>
internal sealed class UsageException : Exception
{
    public UsageException(string message)
        : base(message)
    {
    }

    public UsageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public UsageException()
    {
    }
}
