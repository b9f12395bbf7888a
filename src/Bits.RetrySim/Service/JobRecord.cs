namespace Bits.RetrySim;

/// <summary>All that the service keeps about one job. Guarded by the service's lock.</summary>
internal sealed class JobRecord : ScheduleNode
{
    internal JobData Data;

    internal JobRecord(int number, Guid id, UserRecord owner, string displayName, Moment now, EngineSettings settings)
    {
        Number = number;
        Id = id;
        Owner = owner;
        DisplayName = displayName;
        CreationTime = now.Wall;
        Data = JobData.New(now, settings);
        Inactivity = new DueWork(DueKind.Inactivity, this);
    }

    internal int Number { get; }

    internal Guid Id { get; }

    /// <summary>Fixed at creation (LIFE-2); uploads are not emulated.</summary>
    internal BackgroundCopyJobType Type { get; } = BackgroundCopyJobType.Download;

    internal UserRecord Owner { get; }

    /// <summary>UTC ticks.</summary>
    internal long CreationTime { get; }

    /// <summary>What clients hold.</summary>
    internal BackgroundCopyJob Face { get; set; } = null!;

    internal string DisplayName { get; set; }

    internal string Description { get; set; } = "";

    internal BackgroundCopyCostStates? CostFlags { get; set; }

    /// <summary>The retry delay as the client asked for it, in seconds, before the floor (RETRY-3).</summary>
    internal uint? RequestedRetryDelay { get; set; }

    internal List<BackgroundCopyFile> Files { get; } = new(1);

    /// <summary>Attempts started so far.</summary>
    internal int Attempts { get; set; }

    internal JobTransfer? Transfer { get; set; }

    internal JobNotifications Notifications { get; } = new();

    /// <summary>Clients that wait for a state; null while there is none.</summary>
    internal List<StateWaiter>? Waiters { get; set; }

    /// <summary>Whether the job stands in the list of jobs whose blocks the next turn looks at.</summary>
    internal bool ChecksBlocks { get; set; }

    internal DueWork Inactivity { get; }

    internal DueWork? Retry { get; set; }

    internal DueWork? NoProgress { get; set; }

    internal DueWork? MaximumDownloadTime { get; set; }

    /// <summary>The file that is fetched now or next; null when all have arrived.</summary>
    internal BackgroundCopyFile? CurrentFile => Data.FilesTransferred < Files.Count ? Files[Data.FilesTransferred] : null;
}
