using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>An attempt as Windows made it.</summary>
internal sealed record FieldAttempt
{
    /// <summary>The file is complete.</summary>
    internal const int Complete = 0;

    /// <summary>Stopped from this side, because the service stopped.</summary>
    internal const int StoppedFromThisSide = 0x00040008;

    /// <summary>How much earlier than its first sign an attempt starts, if the trace does not say more.</summary>
    private const long UsualSlack = 150;

    /// <summary>How much later than its first sign the model may start one: instants were rounded.</summary>
    private const long Rounding = 10;

    /// <summary>The server had answered; null if the attempt failed before.</summary>
    public long? Began { get; init; }

    /// <summary>Stands in place of <see cref="Began"/>.</summary>
    public bool ConnectFailed { get; init; }

    /// <summary>When the file turned out to be another one and began again at 0, within the attempt (CONS-2).</summary>
    public IReadOnlyList<long> FileChangedAt { get; init; } = [];

    public required long EndedAt { get; init; }

    public required string Hr { get; init; }

    public required long BytesBefore { get; init; }

    public required long BytesAfter { get; init; }

    /// <summary>How much earlier than its first sign this attempt may have started, if more than usual.</summary>
    public long? StartSlack { get; init; }

    /// <summary>What was inferred from this very attempt, so that its instant proves nothing.</summary>
    public string? Follows { get; init; }

    internal int Code => unchecked((int)uint.Parse(Hr[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    internal bool IsFailure => Code is not (Complete or StoppedFromThisSide);

    /// <summary>Whether its instant proves something.</summary>
    internal bool IsTelling => Follows is null;

    /// <summary>The first that the log has of it.</summary>
    internal long FirstSign => Began ?? EndedAt;

    /// <summary>The earliest start that agrees with the log.</summary>
    internal long Earliest => FirstSign - Math.Max(UsualSlack, StartSlack ?? 0);

    /// <summary>The latest start that agrees with the log.</summary>
    internal long Latest => FirstSign + Rounding;
}
