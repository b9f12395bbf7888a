namespace Bits.RetrySim;

/// <summary>What a <see cref="BitsService"/> is made of; the face has checked it.</summary>
internal sealed record ServiceSetup
{
    internal required TimeProvider Provider { get; init; }

    internal required Transport Transport { get; init; }

    internal required GroupPolicy Policy { get; init; }

    /// <summary>Who owns what nobody else was named for.</summary>
    internal required BackgroundCopyUser DefaultOwner { get; init; }

    /// <summary>The service's own copy.</summary>
    internal required BitsReadings Readings { get; init; }

    internal required ErrorClassifier Classifier { get; init; }

    internal required LocalFiles? Files { get; init; }

    /// <summary>How many files one call may add where the policy does not say.</summary>
    internal required int MaximumFilesPerSet { get; init; }

    /// <summary>How many background jobs run at once (SCHED-3).</summary>
    internal required int MaximumBackgroundTransfers { get; init; }

    internal required CallbackSetup Callbacks { get; init; }

    /// <summary>Who tells clients that have no object to be called.</summary>
    internal required NotifySetup Notify { get; init; }

    /// <summary>Whom the service tells what happens.</summary>
    internal required JournalSetup Journal { get; init; }

    /// <summary>Whether retries may take the short way (<see cref="DirectRetries"/>), which leads to the same end.</summary>
    internal required bool TakesDirectWay { get; init; }

    /// <summary>How hints call what their reader has to change.</summary>
    internal required Wording Wording { get; init; }

    internal required int MaximumEntriesPerInstant { get; init; }

    /// <summary>Where jobs are kept; null: nowhere.</summary>
    internal required JobArchive? Archive { get; init; }

    /// <summary>How often bytes alone are kept.</summary>
    internal required TimeSpan CheckpointInterval { get; init; }

    /// <summary>What a new job starts with.</summary>
    internal required JobDefaults NewJobs { get; init; }

    /// <summary>Null: those of <see cref="JobIdSource"/>.</summary>
    internal required Func<int, Guid>? JobIds { get; init; }
}
