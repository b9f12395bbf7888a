namespace Bits.RetrySim.Tool;

/// <summary>What the command returns to the shell. How a simulated job ends is a result, not a failure of the command.</summary>
internal static class ExitCodes
{
    internal const int Done = 0;
    internal const int File = 1;
    internal const int Usage = 2;

    internal const string Help =
        "0  done, however the simulated jobs ended\n"
        + "1  a file or the output cannot be written\n"
        + "2  the command line is wrong, or a file that it names: it cannot be read, or is no valid scenario";
}
