namespace Bits.RetrySim.Interop;

/// <summary>The jobs that a manager of COM makes and finds.</summary>
internal abstract class ComQueue
{
    internal abstract BackgroundCopyJob CreateJob(string displayName, BackgroundCopyJobType type);

    internal abstract BackgroundCopyJob GetJob(Guid id);

    internal abstract IReadOnlyList<BackgroundCopyJob> EnumJobs();

    internal abstract IReadOnlyList<BackgroundCopyJob> EnumAllJobs();

    /// <summary>Those of the test itself, which asks nobody for leave.</summary>
    internal sealed class OfManager(BackgroundCopyManager manager) : ComQueue
    {
        internal override BackgroundCopyJob CreateJob(string displayName, BackgroundCopyJobType type) => manager.CreateJob(displayName, type);

        internal override BackgroundCopyJob GetJob(Guid id) => manager.GetJob(id);

        internal override IReadOnlyList<BackgroundCopyJob> EnumJobs() => manager.EnumJobs();

        internal override IReadOnlyList<BackgroundCopyJob> EnumAllJobs() => manager.EnumAllJobs();
    }

    /// <summary>Those of a caller, whose rights are checked.</summary>
    internal sealed class OfClient(BackgroundCopyClient client) : ComQueue
    {
        internal override BackgroundCopyJob CreateJob(string displayName, BackgroundCopyJobType type) => client.CreateJob(displayName, type);

        internal override BackgroundCopyJob GetJob(Guid id) => client.GetJob(id);

        internal override IReadOnlyList<BackgroundCopyJob> EnumJobs() => client.EnumJobs();

        internal override IReadOnlyList<BackgroundCopyJob> EnumAllJobs() => client.EnumAllJobs();
    }
}
