using System.Runtime.CompilerServices;

namespace Bits.RetrySim;

/// <summary>How fast background jobs of each priority may transfer, in units of 1,000 bit/s (POLICY-8, POLICY-9). Foreground jobs are not limited.</summary>
/// <remarks>0 stops the jobs of that priority: they wait in TRANSIENT_ERROR until other limits hold. 1 counts as 2, as in <see cref="BandwidthLimit"/>.</remarks>
/// <param name="High">The limit of high priority; null: none.</param>
/// <param name="Normal">The limit of normal priority; null: none.</param>
/// <param name="Low">The limit of low priority; null: none.</param>
/// <exception cref="ArgumentOutOfRangeException">A limit is negative (E_INVALIDARG).</exception>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record PriorityBandwidth(int? High = null, int? Normal = null, int? Low = null)
{
    internal static readonly PriorityBandwidth Unlimited = new();

    /// <summary>The limit of high priority; 0 stops its jobs, null is no limit.</summary>
    public int? High { get; init => field = Rate(value); } = Rate(High);

    /// <summary>The limit of normal priority; 0 stops its jobs, null is no limit.</summary>
    public int? Normal { get; init => field = Rate(value); } = Rate(Normal);

    /// <summary>The limit of low priority; 0 stops its jobs, null is no limit.</summary>
    public int? Low { get; init => field = Rate(value); } = Rate(Low);

    private static int? Rate(int? value, [CallerMemberName] string name = "") => BandwidthLimit.OptionalRate(value, name);
}
