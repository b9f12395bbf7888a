using System.Text.Json.Serialization;

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
    [JsonInclude]
    internal Guid NotificationClass { get; init; }

    /// <summary>The program that is run when nobody else is told; null: none (CMD-1).</summary>
    [JsonInclude]
    internal CommandSnapshot? Command { get; init; }

    /// <summary>Whether it fetches or sends (LIFE-2).</summary>
    [JsonInclude]
    internal BackgroundCopyJobType Type { get; init; }

    /// <summary>Where the client wants the reply of an upload to go; null: he has not said (UP-6).</summary>
    [JsonInclude]
    internal string? ReplyName { get; init; }

    /// <summary>Whether a server keeps what it has got of an upload (UP-3).</summary>
    [JsonInclude]
    internal bool HasSession { get; init; }

    /// <summary>Until when the server of a cancelled upload is told that no more comes, in UTC ticks (LIFE-20); 0: nobody is to be told.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    internal long SessionEndsBy { get; init; }

    /// <summary>Whether the owner was elevated when he made it or took it over (COM-10).</summary>
    [JsonInclude]
    internal bool IsOwnerElevated { get; init; }

    /// <summary>Its place among the jobs that wait for their turn: those with a smaller one come first. Of a job that does not wait it means nothing.</summary>
    [JsonInclude]
    internal long QueuePlace { get; init; }

    /// <summary>Whose rights it used besides its owner's, which a restart takes away (NET-7); null: nobody's.</summary>
    [JsonInclude]
    internal BackgroundCopyUser? HelperToken { get; init; }

    /// <summary>Whether it had a token that is gone, and has not been given another one.</summary>
    [JsonInclude]
    internal bool IsTokenLost { get; init; }

    /// <summary>What the token is used for.</summary>
    [JsonInclude]
    internal BackgroundCopyTokenOptions TokenOptions { get; init; }

    /// <summary>Whether the event of its state was acknowledged before a restart, so that only an object that is set anew is told of it (D-21).</summary>
    [JsonInclude]
    internal bool IsEventAcknowledged { get; init; }

    /// <summary>Resumes out of TRANSIENT_ERROR in a row.</summary>
    [JsonInclude]
    internal int ResumesInSeries { get; init; }

    /// <summary>Whether parts of its files have been asked for (FILE-24).</summary>
    [JsonInclude]
    internal bool IsFetchedByParts { get; init; }

    /// <summary>What the reply of an upload holds, where somebody said it (UP-6); null: nobody has.</summary>
    [JsonInclude]
    internal ReadOnlyMemory<byte>? ReplyContent { get; init; }
}
