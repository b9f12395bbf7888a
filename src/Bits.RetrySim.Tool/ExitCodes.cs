namespace Bits.RetrySim.Tool;

/// <summary>What the command returns to the shell. How a simulated job ends is a result, and a failure of the command only if <c>--fail-on</c> says so.</summary>
internal static class ExitCodes
{
    internal const int Done = 0;
    internal const int FailedOn = 1;
    internal const int BadInput = 2;

    /// <summary>As shells have it for Ctrl-C.</summary>
    internal const int Interrupted = 130;

    /// <summary>The lines of a page of help.</summary>
    /// <param name="hasFailOn">Whether the page is about a command with <c>--fail-on</c>; no other one ends with what that says.</param>
    internal static string Help(bool hasFailOn) =>
        (hasFailOn ? "0  done, however the simulated jobs ended\n1  a simulated job ended as --fail-on says\n" : "0  done\n")
        + "2  the command line is wrong, or a file cannot be read or written";
}
