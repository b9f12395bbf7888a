namespace Bits.RetrySim.Tool;

/// <summary>What the command returns to the shell. How a simulated job ends is a result, and a failure of the command only if <c>--fail-on</c> says so.</summary>
internal static class ExitCodes
{
    internal const int Done = 0;
    internal const int FailedOn = 1;
    internal const int BadInput = 2;

    /// <summary>What the codes mean.</summary>
    /// <param name="failsOn">Whether it can be asked to fail by how jobs ended.</param>
    internal static IEnumerable<string> Help(bool failsOn) =>
    [
        "0  done, however the simulated jobs ended",
        .. failsOn ? ["1  a simulated job ended as --fail-on says"] : Array.Empty<string>(),
        "2  the command line is wrong, or a file cannot be read or written",
    ];
}
