namespace Bits.RetrySim;

/// <summary>The error that a job shows: set when an attempt or a block fails it, gone when bytes move again (ERR-1, ERR-3).</summary>
internal static class JobErrors
{
    internal static void Set(ref JobData job, int hresult, BackgroundCopyErrorContext context, bool counts)
    {
        job.ErrorCode = hresult;
        job.IsBlockError = false;
        job.ErrorContext = context;
        job.ErrorFile = context is BackgroundCopyErrorContext.LocalFile or BackgroundCopyErrorContext.RemoteFile
            ? Math.Min(job.CurrentFile, job.Files - 1)
            : -1;
        if (counts)
        {
            job.ErrorCount++;
        }
    }

    internal static void Clear(ref JobData job)
    {
        job.ErrorCode = 0;
        job.IsBlockError = false;
        job.ErrorContext = BackgroundCopyErrorContext.None;
        job.ErrorFile = -1;
    }
}
