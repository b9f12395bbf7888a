using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>How a download ended.</summary>
/// <param name="State">ACKNOWLEDGED, ERROR or CANCELLED; another one if a scenario ended before its job.</param>
/// <param name="ErrorCode">The HRESULT in ERROR, else 0.</param>
/// <param name="At">When, since its first Resume.</param>
/// <param name="Attempts">How many attempts it took.</param>
/// <param name="Bytes">How many bytes had arrived.</param>
/// <param name="Lost">How much of that time the server could be reached and no byte moved; null if the download was never done.</param>
internal sealed record Outcome(BackgroundCopyJobState State, int ErrorCode, TimeSpan At, int Attempts, long Bytes, TimeSpan? Lost)
{
    /// <summary>Whether the run ended because BITS refused what its scenario asks.</summary>
    internal bool IsRefused { get; init; }

    /// <summary>In two or three words.</summary>
    internal string Ending => IsRefused ? "a call is refused" : State switch
    {
        BackgroundCopyJobState.Acknowledged => "done",
        BackgroundCopyJobState.Error => $"Error: {Codes.Short(ErrorCode)}",
        BackgroundCopyJobState.Cancelled => "cancelled",
        _ => LaneText.StateName(State),
    };

    internal string LostText => Lost is { } lost ? Durations.Text(lost) : "never";

    internal Style Style => State switch
    {
        BackgroundCopyJobState.Acknowledged => Styles.Good,
        BackgroundCopyJobState.Error => Styles.Bad,
        _ => Styles.Alarming,
    };
}
