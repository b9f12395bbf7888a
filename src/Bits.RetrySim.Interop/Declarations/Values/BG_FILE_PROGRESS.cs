using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary>How much of a file is here: <see cref="BackgroundCopyFileProgress"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct BG_FILE_PROGRESS
{
    /// <summary>Its size; <see cref="BitsConstants.BG_SIZE_UNKNOWN"/>: not known yet.</summary>
    public ulong BytesTotal;

    /// <summary>Bytes that are here.</summary>
    public ulong BytesTransferred;

    /// <summary>Whether all of it is here: 0 or 1.</summary>
    public int Completed;
}
