using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>What every client of BITS has somewhere: the answers of COM as values.</summary>
internal static class ComReading
{
    internal static BG_JOB_STATE State(this IBackgroundCopyJob job)
    {
        job.GetState(out BG_JOB_STATE state);
        return state;
    }

    internal static Guid Id(this IBackgroundCopyJob job)
    {
        job.GetId(out Guid id);
        return id;
    }

    internal static string DisplayName(this IBackgroundCopyJob job)
    {
        job.GetDisplayName(out string name);
        return name;
    }

    internal static DateTimeOffset CreationTime(this IBackgroundCopyJob job)
    {
        job.GetTimes(out BG_JOB_TIMES times);
        return DateTimeOffset.FromFileTime(((long)times.CreationTime.dwHighDateTime << 32) | unchecked((uint)times.CreationTime.dwLowDateTime));
    }

    /// <summary>The code of the job's error; 0 if it has none to tell of.</summary>
    internal static int ErrorCode(this IBackgroundCopyJob job)
    {
        if (job.GetError(out IBackgroundCopyError? error) != 0)
        {
            return 0;
        }

        error!.GetError(out _, out int code);
        return code;
    }

    internal static IReadOnlyList<IBackgroundCopyFile> Files(this IBackgroundCopyJob job)
    {
        job.EnumFiles(out IEnumBackgroundCopyFiles files);
        List<IBackgroundCopyFile> all = [];
        IBackgroundCopyFile?[] next = new IBackgroundCopyFile?[1];
        while (files.Next(1, next, out _) == 0)
        {
            all.Add(next[0]!);
        }

        return all;
    }

    internal static IReadOnlyList<IBackgroundCopyJob> Jobs(this IBackgroundCopyManager bits)
    {
        bits.EnumJobs(0, out IEnumBackgroundCopyJobs jobs);
        List<IBackgroundCopyJob> all = [];
        IBackgroundCopyJob?[] next = new IBackgroundCopyJob?[1];
        while (jobs.Next(1, next, out _) == 0)
        {
            all.Add(next[0]!);
        }

        return all;
    }
}
