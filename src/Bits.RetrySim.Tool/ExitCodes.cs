using System.Globalization;

namespace Bits.RetrySim.Tool;

/// <summary>What the command returns to the shell. How a simulated job ends is a result, and a failure of the command only if <c>--fail-on</c> says so.</summary>
internal static class ExitCodes
{
    internal const int Done = 0;
    internal const int FailedOn = 1;
    internal const int BadInput = 2;

    /// <summary>A download was cancelled, as the policy does after a while.</summary>
    internal const int Cancelled = 3;

    /// <summary>As shells have it for Ctrl-C.</summary>
    internal const int Interrupted = 130;

    /// <summary>The lines of a page of help.</summary>
    /// <param name="hasFailOn">Whether the page is about a command with <c>--fail-on</c>.</param>
    /// <param name="downloads">Whether it is about one that downloads.</param>
    internal static string Help(bool hasFailOn, bool downloads)
    {
        (int Code, string Meaning)[] lines = [.. Meanings(hasFailOn, downloads)];
        int width = lines.Max(static line => Text(line.Code).Length);
        return string.Join('\n', lines.Select(line => $"{Text(line.Code).PadRight(width)}  {line.Meaning}"));
    }

    private static IEnumerable<(int Code, string Meaning)> Meanings(bool hasFailOn, bool downloads)
    {
        yield return (Done, hasFailOn ? "done, however the simulated jobs ended" : "done");
        if (hasFailOn)
        {
            yield return (FailedOn, "a simulated job ended as --fail-on says");
        }

        if (downloads)
        {
            yield return (FailedOn, "a download failed");
        }

        yield return (BadInput, "the command line is wrong, or a file cannot be read or written");
        if (downloads)
        {
            yield return (Cancelled, "a download was cancelled by the policy");
            yield return (Interrupted, "a download was suspended by Ctrl-C");
        }
    }

    private static string Text(int code) => code.ToString(CultureInfo.InvariantCulture);
}
