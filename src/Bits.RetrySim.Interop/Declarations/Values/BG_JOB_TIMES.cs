using System.Runtime.InteropServices;
using System.Runtime.InteropServices.ComTypes;

namespace Bits.RetrySim.Interop;

/// <summary>When a job was made, changed and transferred, in UTC: <see cref="BackgroundCopyJobTimes"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct BG_JOB_TIMES
{
    /// <summary>When it was made.</summary>
    public FILETIME CreationTime;

    /// <summary>When it was changed, or a byte came, for the last time.</summary>
    public FILETIME ModificationTime;

    /// <summary>When it was transferred; 0: it is not.</summary>
    public FILETIME TransferCompletionTime;
}
