namespace Bits.RetrySim.Tool;

/// <summary>What the user asked for cannot be done; the message says in one line what is wrong and what to do instead.</summary>
internal sealed class CommandException : Exception
{
    private CommandException(string message, Exception? innerException)
        : base(SafeText.OneLine(FileNames.WithoutSecrets(message)), innerException)
    {
    }

    /// <summary>The command line itself is wrong.</summary>
    internal static CommandException Usage(string message) => new(message, null);

    /// <summary>What the command line names cannot be read or written, or does not hold what it should.</summary>
    internal static CommandException Input(string message, Exception? innerException = null) => new(message, innerException);

    /// <summary>A file cannot be written.</summary>
    internal static CommandException File(string message, Exception? innerException = null) => new(message, innerException);
}
