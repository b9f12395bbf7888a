namespace Bits.RetrySim.Tests;

/// <summary>Every row of bad input.</summary>
internal static class BadInputTable
{
    internal static IReadOnlyList<BadInputRow> All { get; } =
    [
        .. BadInputManagerRows.All,
        .. BadInputOptionRows.All,
        .. BadInputPolicyRows.All,
        .. BadInputJobRows.All,
        .. BadInputJobRows.FileNames,
        .. BadInputConnectionRows.All,
        .. BadInputFileRows.All,
        .. BadInputClientRows.All,
        .. BadInputStateRows.All,
        .. BadInputEnvironmentRows.All,
        .. BadInputSimulationRows.All,
        .. BadInputClockRows.All,
        .. BadInputTransportRows.All,
        .. BadInputNetworkRows.All,
        .. BadInputUploadRows.All,
        .. BadInputAttemptRows.All,
        .. BadInputTimelineRows.All,
        .. BadInputHostingRows.All,
        .. BadInputStoreRows.All,
    ];
}
