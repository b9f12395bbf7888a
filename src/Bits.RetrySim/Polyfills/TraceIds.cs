using System.Diagnostics;

namespace Bits.RetrySim;

internal static class TraceIds
{
    /// <summary>How activities that belong to nobody's trace are told apart. What .NET Framework has by default knows no trace ids, by which tools for telemetry go.</summary>
    internal const ActivityIdFormat Format = ActivityIdFormat.W3C;
}
