using System.Diagnostics;

namespace Bits.RetrySim;

internal static class TraceIds
{
    /// <summary>How activities that belong to nobody's trace are told apart: as the application has it set, W3C if it has not.</summary>
    internal const ActivityIdFormat Format = ActivityIdFormat.Unknown;
}
