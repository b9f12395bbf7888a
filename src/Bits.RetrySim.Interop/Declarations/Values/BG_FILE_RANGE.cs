using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary>A part of a file: <see cref="BackgroundCopyFileRange"/> (FILE-11).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct BG_FILE_RANGE
{
    /// <summary>Where it begins.</summary>
    public ulong InitialOffset;

    /// <summary>How many bytes it has; <see cref="BitsConstants.BG_LENGTH_TO_EOF"/>: all to the end.</summary>
    public ulong Length;
}
