using System.Runtime.CompilerServices;

namespace Bits.RetrySim.Interop;

/// <summary>What one client sees of one manager, in one version of BITS: one object for each job and each file, whoever asks.</summary>
/// <param name="version">Which interfaces its objects have.</param>
/// <param name="failures">Keeps what failed.</param>
/// <param name="caller">Who calls; null: the test itself.</param>
internal sealed class ComSession(BitsVersion version, ComFailures failures, BackgroundCopyUser? caller)
{
    private readonly ConditionalWeakTable<BackgroundCopyJob, ComJob> _jobs = [];
    private readonly ConditionalWeakTable<BackgroundCopyFile, ComFile> _files = [];

    internal ComFailures Failures => failures;

    /// <summary>The interfaces that a callback may have, the newest that the version knows first (COM-9).</summary>
    internal Guid[] CallbackInterfaces { get; } = version switch
    {
        < BitsVersion.V3_0 => [ComPointer.IdOf<IBackgroundCopyCallback>()],
        < BitsVersion.V10_1 => [ComPointer.IdOf<IBackgroundCopyCallback2>(), ComPointer.IdOf<IBackgroundCopyCallback>()],
        _ => [ComPointer.IdOf<IBackgroundCopyCallback3>(), ComPointer.IdOf<IBackgroundCopyCallback2>(), ComPointer.IdOf<IBackgroundCopyCallback>()],
    };

    /// <summary>In whose name a job is changed.</summary>
    internal BackgroundCopyUser CallerFor(BackgroundCopyJob job) => caller ?? job.Owner;

    /// <summary>An interface of a job, with a reference for whoever gets it.</summary>
    internal nint PointerTo(BackgroundCopyJob job) => ComPointer.Of(_jobs.GetValue(job, Make), ComPointer.IdOf<IJobSlots>());

    internal nint PointerTo(BackgroundCopyFile file) => ComPointer.Of(_files.GetValue(file, Make), ComPointer.IdOf<IFileSlots>());

    internal nint PointerTo(BackgroundCopyError error) => ComPointer.Of(new ComError(error, this), ComPointer.IdOf<IErrorSlots>());

    internal nint PointerTo(IReadOnlyList<BackgroundCopyJob> jobs) => ComPointer.Of(new ComJobEnumerator(jobs, this), ComPointer.IdOf<IEnumJobsSlots>());

    internal nint PointerTo(IReadOnlyList<BackgroundCopyFile> files) => ComPointer.Of(new ComFileEnumerator(files, this), ComPointer.IdOf<IEnumFilesSlots>());

    /// <summary>Each version is a class, and has what the one before it has (COM-9).</summary>
    private ComJob Make(BackgroundCopyJob job) => version switch
    {
        BitsVersion.V1_0 => new ComJob(job, this),
        BitsVersion.V1_5 => new ComJob2(job, this),
        BitsVersion.V2_0 => new ComJob3(job, this),
        BitsVersion.V2_5 => new ComJobHttpOptions(job, this),
        BitsVersion.V3_0 => new ComJob4(job, this),
        BitsVersion.V4_0 => new ComJobTokenOptions(job, this),
        BitsVersion.V5_0 or BitsVersion.V10_1 => new ComJob5(job, this),
        BitsVersion.V10_2 => new ComJobHttpOptions2(job, this),
        _ => new ComJobHttpOptions3(job, this),
    };

    private ComFile Make(BackgroundCopyFile file) => version switch
    {
        BitsVersion.V1_0 or BitsVersion.V1_5 => new ComFile(file, this),
        BitsVersion.V2_0 or BitsVersion.V2_5 => new ComFile2(file, this),
        BitsVersion.V3_0 => new ComFile3(file, this),
        BitsVersion.V4_0 => new ComFile4(file, this),
        BitsVersion.V5_0 => new ComFile5(file, this),
        _ => new ComFile6(file, this),
    };
}
