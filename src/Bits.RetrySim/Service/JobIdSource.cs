using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>The one place where job ids come from: random ones in real life, counted ones where a run must repeat itself (D-35).</summary>
internal static class JobIdSource
{
    internal static Func<int, Guid> For(TimeProvider provider) => provider == TimeProvider.System ? Random : Counted;

    private static Guid Counted(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    [SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "The injectable place for randomness; BackgroundCopyManagerOptions.JobIds replaces it.")]
    private static Guid Random(int number) => Guid.NewGuid();
}
