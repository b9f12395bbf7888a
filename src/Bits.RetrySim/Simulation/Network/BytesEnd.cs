namespace Bits.RetrySim;

/// <summary>Where the bytes of a running transfer end, and why.</summary>
/// <param name="Kind">What happens there.</param>
/// <param name="At">The bytes of the file that are here then.</param>
/// <param name="Code">The failure of a drop or of a stall that lasts too long.</param>
/// <param name="StallTicks">How long a stall lasts that ends before the receive timeout; -1 otherwise.</param>
/// <param name="Scope">The scope whose fault it is; -1 when none of the three.</param>
/// <param name="IsOfCourse">Whether it belongs to a course, which also says what becomes of a file of which all bytes are here.</param>
/// <param name="ByteFault">The fault of the file at that byte, if it is one.</param>
internal readonly record struct BytesEnd(
    BytesEndKind Kind, long At, int Code = 0, long StallTicks = -1, int Scope = -1, bool IsOfCourse = false, ByteFault? ByteFault = null)
{
    /// <summary>Whether bytes will go on after it.</summary>
    internal bool IsPassing => StallTicks >= 0;

    /// <summary>Whether this end comes before another one: at a lower byte, as a drop where the other one stalls, or in a course where the file ends.</summary>
    internal bool ComesBefore(in BytesEnd other) =>
        At < other.At || (At == other.At && ((Kind == BytesEndKind.Drop && other.Kind == BytesEndKind.Stall) || (IsOfCourse && other.Kind == BytesEndKind.File)));
}

/// <summary>Why bytes end.</summary>
internal enum BytesEndKind : byte
{
    /// <summary>The file is complete.</summary>
    File,

    /// <summary>The connection breaks off.</summary>
    Drop,

    /// <summary>Nothing more comes, for a time or for ever.</summary>
    Stall,
}
