namespace Bits.RetrySim;

/// <summary>What has happened to a file of a job.</summary>
[Flags]
internal enum FileMarks : ushort
{
    None = 0,

    /// <summary>Complete has given it its final name (PROG-4).</summary>
    Completed = 1 << 0,

    /// <summary>It has another remote name than the one that was answered last (FILE-13).</summary>
    Renamed = 1 << 1,

    /// <summary>All of it is here.</summary>
    Arrived = 1 << 2,

    /// <summary>FileTransferred has been acknowledged (CB-10).</summary>
    Told = 1 << 3,

    /// <summary>FileTransferred has been called for it, and it has not begun again since.</summary>
    BeingTold = 1 << 4,

    /// <summary>The client has found its content good (CONS-6).</summary>
    Validated = 1 << 5,

    /// <summary>Its server has turned out to know no ranges (FILE-24).</summary>
    LacksRanges = 1 << 6,

    /// <summary>It is sent, not fetched (UP-1).</summary>
    Sent = 1 << 7,

    /// <summary>The last response was one of HTTP/1.0 (HTTP-1).</summary>
    Http10 = 1 << 8,
}
