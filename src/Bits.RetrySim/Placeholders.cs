namespace Bits.RetrySim;

/// <summary>A job.</summary>
public sealed class BackgroundCopyJob
{
    /// <summary>The creation number.</summary>
    public int Number { get; internal set; }

    /// <summary>The state.</summary>
    public BackgroundCopyJobState State { get; internal set; }

    /// <summary>The engine time of the job's manager.</summary>
    internal TimeSpan ManagerElapsed { get; set; }
}

/// <summary>A file of a job.</summary>
public sealed class BackgroundCopyFile
{
}

/// <summary>Why a transfer failed.</summary>
public sealed class BackgroundCopyError
{
    /// <summary>The HRESULT.</summary>
    public int Code { get; internal set; }
}
