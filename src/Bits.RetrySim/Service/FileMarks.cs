namespace Bits.RetrySim;

/// <summary>What has happened to a file of a job.</summary>
[Flags]
internal enum FileMarks : byte
{
    None = 0,

    /// <summary>Complete has given it its final name (PROG-4).</summary>
    Completed = 1 << 0,

    /// <summary>It has another remote name than the one that was answered last (FILE-13).</summary>
    Renamed = 1 << 1,
}
