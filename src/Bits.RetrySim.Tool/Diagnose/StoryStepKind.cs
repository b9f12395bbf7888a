namespace Bits.RetrySim.Tool;

/// <summary>What a <see cref="StoryStep"/> tells.</summary>
internal enum StoryStepKind
{
    Created,
    Resumed,
    Suspended,
    Completed,
    Cancelled,

    /// <summary>Cancelled by the inactivity policy.</summary>
    Scavenged,

    /// <summary>The server has answered, and the transfer begins.</summary>
    Began,

    /// <summary>The transfer is over: with a file that is complete, or with an error.</summary>
    Ended,

    /// <summary>The file on the server is another one and begins again, within the transfer.</summary>
    FileChanged,

    /// <summary>The transfer was stopped from this side.</summary>
    Stopped,

    /// <summary>A condition holds the job back.</summary>
    Blocked,

    /// <summary>The service has started.</summary>
    ServiceStarted,

    /// <summary>Somebody looked at it.</summary>
    Seen,
}
