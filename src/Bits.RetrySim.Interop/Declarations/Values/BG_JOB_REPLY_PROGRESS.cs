using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary>How much of a reply is here (UP-6).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct BG_JOB_REPLY_PROGRESS
{
    /// <summary>Its size; <see cref="BitsConstants.BG_SIZE_UNKNOWN"/>: not known yet.</summary>
    public ulong BytesTotal;

    /// <summary>Bytes that are here.</summary>
    public ulong BytesTransferred;
}
