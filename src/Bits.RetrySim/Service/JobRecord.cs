namespace Bits.RetrySim;

/// <summary>All that the service keeps about one job. Guarded by the service's lock.</summary>
internal sealed class JobRecord : ScheduleNode
{
    internal JobData Data;

    private static readonly JobExtras NoExtras = new();

    private FileRecord[] _files = [];
    private int _fileCount;
    private JobExtras? _extras;

    internal JobRecord(int number, Guid id, UserRecord owner, string displayName, Moment now, EngineSettings settings)
    {
        Number = number;
        Id = id;
        Owner = owner;
        DisplayName = displayName;
        CreationTime = now.Wall;
        Data = JobData.New(now, settings);
        Inactivity = new JobDue(DuePhase.Inactivity, this);
    }

    internal int Number { get; }

    internal Guid Id { get; }

    /// <summary>Fixed at creation (LIFE-2).</summary>
    internal BackgroundCopyJobType Type => Extras.Type;

    internal bool IsUpload => Has(JobTraits.IsUpload);

    internal UserRecord Owner { get; set; }

    /// <summary>UTC ticks.</summary>
    internal long CreationTime { get; }

    /// <summary>What clients hold.</summary>
    internal BackgroundCopyJob Face { get; set; } = null!;

    internal string DisplayName { get; set; }

    /// <summary>The files in the order in which they are fetched (FILE-1).</summary>
    internal ReadOnlySpan<FileRecord> Files => _files.AsSpan(0, _fileCount);

    /// <summary>The files that its client added; the last one of an upload with a reply is the reply (UP-6).</summary>
    internal ReadOnlySpan<FileRecord> ClientFiles => Extras.Reply?.File is null ? Files : Files[..^1];

    /// <summary>The file that is fetched, or sent, now or next; null when all have arrived.</summary>
    internal FileRecord? CurrentFile => Data.CurrentFile is var index && index < _fileCount ? _files[index] : null;

    /// <summary>All files before this one have arrived; of a job that fetches parts it may not be the first that has not.</summary>
    internal int FirstMissing => Extras.IsFetchedByParts ? 0 : Data.CurrentFile;

    /// <summary>None from this file on has arrived.</summary>
    internal int ArrivedBefore => Data.FilesTransferred <= FirstMissing ? Data.FilesTransferred : _fileCount;

    /// <summary>Whether the sizes that are known, and the bytes of files without one, are more than the job may fetch (PROP-5).</summary>
    internal bool IsTooLarge
    {
        get
        {
            if (Extras.MaximumDownloadSize is not { } left)
            {
                return false;
            }

            for (int i = 0; i < _fileCount && left >= 0; i++)
            {
                left -= Math.Max(_files[i].Total, _files[i].Bytes);
            }

            return left < 0;
        }
    }

    /// <summary>Attempts started so far.</summary>
    internal int Attempts { get; set; }

    internal JobTransfer? Transfer { get; set; }

    /// <summary>The transfer, if an attempt runs.</summary>
    internal JobTransfer? RunningTransfer => Transfer is { IsRunning: true } transfer ? transfer : null;

    /// <summary>What is still to be told to the client; null while there is nothing and nobody to tell.</summary>
    internal JobNotices? Notices { get; set; }

    /// <summary>The rare settings, to be read.</summary>
    internal JobExtras Extras => _extras ?? NoExtras;

    /// <summary>Whether the job stands in the list of jobs whose blocks the next turn looks at.</summary>
    internal bool ChecksBlocks { get; set; }

    /// <summary>Set while a client's call works on the job's files outside the lock (D-42).</summary>
    internal JobFreeze? Freeze
    {
        get => IsHeld ? Extras.Freeze : null;
        set
        {
            MakeExtras().Freeze = value;
            IsHeld = value is not null;
        }
    }

    internal JobDue Inactivity { get; }

    internal JobDue? Retry { get; set; }

    internal JobDue? NoProgress { get; set; }

    internal JobDue? MaximumDownloadTime { get; set; }

    /// <summary>The neighbours in the order of creation.</summary>
    internal JobRecord? Older { get; set; }

    internal JobRecord? Newer { get; set; }

    /// <summary>The HTTP method of a job that has none of its own (PROP-24).</summary>
    internal string DefaultHttpMethod => Type == BackgroundCopyJobType.Download ? "GET" : "BITS_POST";

    /// <summary>The notification program; null: none (CMD-1).</summary>
    internal NotifyCommand? Command => Notices?.Fallback?.Command;

    /// <summary>Whether notification programs are run for it: not for jobs of service accounts (CMD-4).</summary>
    internal bool IsToldByCommand => Owner.User.Kind != BackgroundCopyUserKind.ServiceAccount;

    /// <summary>It is one that sends (LIFE-2).</summary>
    internal void BecomeUpload(BackgroundCopyJobType type)
    {
        Data.Traits |= JobTraits.IsUpload;
        MakeExtras().Type = type;
        Extras.Upload = new UploadRecord();
        Extras.Reply = type == BackgroundCopyJobType.UploadReply ? new ReplyRecord() : null;
    }

    internal bool Has(JobTraits traits) => (Data.Traits & traits) != 0;

    /// <summary>The next request is another one than the last.</summary>
    internal void NoteOrderChanged()
    {
        if (Transfer is not null)
        {
            Transfer.IsOrderChanged = true;
        }
    }

    /// <summary>The notices, made now if need be. What is sent is not told of, only a reply is (CB-10).</summary>
    internal JobNotices MakeNotices() => Notices ??= new JobNotices { FilesTold = IsUpload ? 1 : 0 };

    /// <summary>The rare settings, to be changed.</summary>
    internal JobExtras MakeExtras() => _extras ??= new JobExtras();

    internal void AddFiles(ReadOnlySpan<FileRecord> added)
    {
        int count = _fileCount + added.Length;
        if (count > _files.Length)
        {
            Array.Resize(ref _files, Math.Max(count, _fileCount * 2));
        }

        foreach (FileRecord file in added)
        {
            file.Index = _fileCount;
            _files[_fileCount++] = file;
        }
    }

    /// <summary>Tells the machine which file is fetched next: one of which parts have been asked for, else the first that has not arrived (FILE-1, FILE-24).</summary>
    /// <param name="trigger">What has happened.</param>
    /// <param name="missing">A file that has not arrived any more; null: there is none.</param>
    internal JobInput WithNextFile(JobTrigger trigger, FileRecord? missing = null)
    {
        int from = Math.Min(FirstMissing, missing?.Index ?? _fileCount);
        int asked = Extras.IsFetchedByParts ? IndexOf(from, static file => file.IsAsked) : _fileCount;
        return new JobInput(trigger) { Next = asked < _fileCount ? asked : IndexOf(from, static file => !file.HasArrived), IsAsked = asked < _fileCount };
    }

    private int IndexOf(int from, Func<FileRecord, bool> isWanted)
    {
        int index = from;
        while (index < _fileCount && !isWanted(_files[index]))
        {
            index++;
        }

        return index;
    }

    /// <summary>Resume keeps the remote names that were set (FILE-13).</summary>
    internal void KeepNames()
    {
        if (Extras.HasNewNames)
        {
            Extras.HasNewNames = false;
            foreach (FileRecord file in Files)
            {
                file.KeepName();
            }
        }
    }

    /// <summary>The service has restarted: remote names that no Resume has kept are the old ones again; says how many (FILE-13).</summary>
    internal int RestoreNames()
    {
        int restored = 0;
        if (Extras.HasNewNames)
        {
            Extras.HasNewNames = false;
            foreach (FileRecord file in Files)
            {
                restored += file.RestoreName() ? 1 : 0;
            }
        }

        return restored;
    }

    /// <summary>The service restarts: who judges certificates is not kept, that he has to be asked is (CLOCK-7, PROP-25).</summary>
    internal void ForgetCertificateJudge() => _extras?.CertificateJudge = null;

    /// <summary>The job as it could be kept; consistent between any two steps.</summary>
    internal JobSnapshot ToSnapshot()
    {
        KeptList<FileSnapshot> files = new(Array.ConvertAll(Files.ToArray(), static file => file.ToSnapshot()));
        return new JobSnapshot(
            Id,
            Number,
            Owner.User,
            DisplayName,
            Extras.Description,
            CreationTime,
            Attempts,
            Extras.CostFlags,
            Extras.RequestedRetryDelay,
            Notices?.Flags ?? Defaults.NotifyFlags,
            Notices?.MinimumInterval ?? Defaults.MinimumNotificationInterval.Ticks,
            Notices?.FilesTold ?? 0,
            Notices?.Pending ?? JobNotice.None,
            Extras.Transfer.ToSnapshot(),
            Extras.MaximumDownloadSize,
            Extras.FileAclOptions,
            Extras.PeerCaching,
            Data,
            files)
        {
            NotificationClass = Notices?.Fallback?.Class ?? Guid.Empty,
            Command = Command?.ToSnapshot(),
            IsOwnerElevated = Extras.IsOwnerElevated,
            Type = Type,
            ReplyName = Extras.Reply?.LocalName,
            HasSession = Extras.Upload is { HasSession: true },
            HelperToken = Extras.HelperToken,
            IsTokenLost = Extras.IsTokenLost,
            TokenOptions = Extras.TokenOptions,
            IsEventAcknowledged = Notices?.Fallback is { IsAcknowledged: true },
            ResumesInSeries = Extras.ResumesInSeries,
            IsFetchedByParts = Extras.IsFetchedByParts,
            ReplyContent = Extras.Reply?.Content,
        };
    }
}
