using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary>How much of a job is here: <see cref="BackgroundCopyJobProgress"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct BG_JOB_PROGRESS
{
    /// <summary>Bytes of all files; <see cref="BitsConstants.BG_SIZE_UNKNOWN"/>: not known yet.</summary>
    public ulong BytesTotal;

    /// <summary>Bytes that are here.</summary>
    public ulong BytesTransferred;

    /// <summary>Files of the job.</summary>
    public uint FilesTotal;

    /// <summary>Files that are here.</summary>
    public uint FilesTransferred;
}
