namespace Bits.RetrySim.Interop;

/// <summary>What a job does.</summary>
public enum BG_JOB_TYPE
{
    /// <summary><see cref="BackgroundCopyJobType.Download"/>.</summary>
    BG_JOB_TYPE_DOWNLOAD = 0,

    /// <summary><see cref="BackgroundCopyJobType.Upload"/>.</summary>
    BG_JOB_TYPE_UPLOAD = 1,

    /// <summary><see cref="BackgroundCopyJobType.UploadReply"/>.</summary>
    BG_JOB_TYPE_UPLOAD_REPLY = 2,
}
