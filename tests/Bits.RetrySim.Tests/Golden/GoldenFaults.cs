namespace Bits.RetrySim.Tests;

/// <summary>Draws what a request meets.</summary>
internal static class GoldenFaults
{
    private static readonly int[] Statuses = [503, 503, 500, 502, 408, 429, 404, 403, 301, 416, 501];

    private static readonly int[] Codes =
    [
        HResults.ERROR_WINHTTP_CANNOT_CONNECT,
        HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED,
        HResults.ERROR_WINHTTP_TIMEOUT,
        HResults.ERROR_WINHTTP_CONNECTION_ERROR,
        unchecked((int)0x80070005),
        unchecked((int)0x80072F8A),
    ];

    internal static (string Text, SimulatedFault Fault) Draw(GoldenRandom random, GoldenProfile profile)
    {
        long bytes = random.Of(profile.Sizes) / random.Of(1, 2, 3);
        TimeSpan stall = profile.Unit * random.Of(1, 2, 6);
        switch (random.Below(10))
        {
            case < 4:
                int status = random.Of(Statuses);
                return (FormattableString.Invariant($"HTTP {status}"), SimulatedFault.HttpStatus(status));
            case < 6:
                int code = random.Of(Codes);
                return (FormattableString.Invariant($"0x{code:X8}"), SimulatedFault.HResult(code));
            case 6:
                return ("no answer", SimulatedFault.NoAnswer);
            case 7:
                return ("no connection", SimulatedFault.ConnectTimeout);
            case 8:
                return (FormattableString.Invariant($"drop after {bytes}"), SimulatedFault.DropAfter(bytes));
            default:
                return random.Chance(50)
                    ? (FormattableString.Invariant($"stall after {bytes}"), SimulatedFault.StallAfter(bytes))
                    : (FormattableString.Invariant($"stall after {bytes} for {stall:c}"), SimulatedFault.StallAfter(bytes, stall));
        }
    }
}
