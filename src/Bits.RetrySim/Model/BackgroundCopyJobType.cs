namespace Bits.RetrySim;

/// <summary>The direction of a job, fixed when it is created, with the numbers of BG_JOB_TYPE (LIFE-2).</summary>
public enum BackgroundCopyJobType
{
    /// <summary>Files come from the server.</summary>
    Download = 0,

    /// <summary>One file goes to the server (FILE-3).</summary>
    Upload = 1,

    /// <summary>One file goes to the server, whose answer is then downloaded (FILE-3).</summary>
    UploadReply = 2,
}
