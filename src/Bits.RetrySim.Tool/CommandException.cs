namespace Bits.RetrySim.Tool;

/// <summary>What the user asked for cannot be done; the message says in one line what is wrong and what to do instead.</summary>
internal sealed class CommandException : Exception
{
    private CommandException(int exitCode, string message, Exception? innerException)
        : base(SafeText.OneLine(message), innerException) => ExitCode = exitCode;

    internal int ExitCode { get; }

    /// <summary>The command line itself is wrong.</summary>
    internal static CommandException Usage(string message) => new(ExitCodes.Usage, message, null);

    /// <summary>What the command line names cannot be read, or does not hold what it should.</summary>
    internal static CommandException Input(string message, Exception? innerException = null) => new(ExitCodes.Usage, message, innerException);

    /// <summary>A file cannot be written.</summary>
    internal static CommandException File(string message, Exception? innerException = null) => new(ExitCodes.File, message, innerException);
}
