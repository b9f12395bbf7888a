namespace Bits.RetrySim;

/// <summary>A job.</summary>
public sealed class BackgroundCopyJob
{
    /// <summary>The state.</summary>
    public BackgroundCopyJobState State { get; internal init; }

    /// <summary>The engine time of the job's manager.</summary>
    internal TimeSpan ManagerElapsed { get; init; }
}

/// <summary>A file of a job.</summary>
public sealed class BackgroundCopyFile
{
}

/// <summary>Why a transfer failed.</summary>
public sealed class BackgroundCopyError
{
    /// <summary>The HRESULT.</summary>
    public int Code { get; internal init; }

    /// <summary>The file concerned.</summary>
    public BackgroundCopyFile? File { get; internal init; }
}
