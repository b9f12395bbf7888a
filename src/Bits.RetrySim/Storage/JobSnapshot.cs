namespace Bits.RetrySim;

/// <summary>A job as it could be kept: values only, nothing of the client that holds it and nothing secret.</summary>
/// <param name="Id">The job's id.</param>
/// <param name="Number">Its creation number.</param>
/// <param name="Owner">The user it belongs to.</param>
/// <param name="DisplayName">Its name.</param>
/// <param name="Description">Its description.</param>
/// <param name="CreationTime">When it was made, in UTC ticks.</param>
/// <param name="Attempts">Attempts started so far.</param>
/// <param name="CostFlags">Its own cost flags; null when it has none.</param>
/// <param name="RequestedRetryDelay">The retry delay asked for, in seconds; null when none was.</param>
/// <param name="NotifyFlags">What is told of it.</param>
/// <param name="MinimumNotificationInterval">Least ticks between two JobModification calls.</param>
/// <param name="FilesTold">How many files' FileTransferred have been acknowledged.</param>
/// <param name="Pending">The event that no callback has acknowledged yet.</param>
/// <param name="Connection">What its requests carry, but for credentials.</param>
/// <param name="MaximumDownloadSize">The most bytes it may fetch; null: no limit.</param>
/// <param name="FileAclOptions">What of access lists is kept.</param>
/// <param name="PeerCaching">Its part in peer caching.</param>
/// <param name="Data">What the state machine knows.</param>
/// <param name="Files">The files in the order in which they are fetched.</param>
internal sealed record JobSnapshot(
    Guid Id,
    int Number,
    BackgroundCopyUser Owner,
    string DisplayName,
    string Description,
    long CreationTime,
    int Attempts,
    BackgroundCopyCostStates? CostFlags,
    uint? RequestedRetryDelay,
    BackgroundCopyNotifications NotifyFlags,
    long MinimumNotificationInterval,
    int FilesTold,
    JobNotice Pending,
    ConnectionSnapshot Connection,
    long? MaximumDownloadSize,
    BackgroundCopyFileAclOptions FileAclOptions,
    BackgroundCopyPeerCachingOptions PeerCaching,
    JobData Data,
    IReadOnlyList<FileSnapshot> Files)
{
    /// <summary>The class whose objects are told of it; empty: none (PROP-2).</summary>
    internal Guid NotificationClass { get; init; }

    /// <summary>The program that is run when nobody else is told; null: none (CMD-1).</summary>
    internal CommandSnapshot? Command { get; init; }

    /// <summary>Whether it fetches or sends (LIFE-2).</summary>
    internal BackgroundCopyJobType Type { get; init; }

    /// <summary>Where the client wants the reply of an upload to go; null: he has not said (UP-6).</summary>
    internal string? ReplyName { get; init; }

    /// <summary>Whether a server keeps what it has got of an upload (UP-3).</summary>
    internal bool HasSession { get; init; }

    /// <summary>Whether the owner was elevated when he made it or took it over (COM-10).</summary>
    internal bool IsOwnerElevated { get; init; }
}
