using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>The one place where job ids come from: random ones in real life, counted ones where a run must repeat itself (D-35).</summary>
internal static class JobIdSource
{
    /// <summary>The ids of a manager, by creation number; the how-manieth manager on its clock it is tells them from those of others (D-46).</summary>
    internal static Func<int, Guid> For(TimeProvider provider, int manager) => provider == TimeProvider.System
        ? Random
        : number => new Guid(number, (short)(manager - 1), (short)((manager - 1) >> 16), [0, 0, 0, 0, 0, 0, 0, 0]);

    [SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "The injectable place for randomness; BackgroundCopyManagerOptions.JobIds replaces it.")]
    private static Guid Random(int number) => Guid.NewGuid();
}
