using System.Reflection;
using System.Text;

namespace Bits.RetrySim.Tests;

/// <summary>Jobs as bytes, and back: all of a job, or a clear refusal.</summary>
public sealed class JobFormatTests
{
    private const int InvalidData = unchecked((int)0x8007000D);

    private static readonly Moment Then = new(17, 1700);

    /// <summary>A job that has of everything something that is not the default.</summary>
    private static JobSnapshot Full => new(
        new Guid("0d3a3ab2-7c11-4b61-8f8e-2f1a5a9c4b10"),
        3,
        new BackgroundCopyUser("Ärmel \"x\"", BackgroundCopyUserKind.Administrator),
        "näme",
        "more",
        630_000_000_000_000_000,
        5,
        BackgroundCopyCostStates.TransferNotRoaming,
        4,
        BackgroundCopyNotifications.FileTransferred,
        7,
        1,
        JobNotice.Error,
        new ConnectionSnapshot("A: 1", true, "POST", BackgroundCopySecurityOptions.RedirectReport, BackgroundCopyProxyUsage.Override, "p1 p2", "<local>")
        {
            ApprovedServers = new KeptList<(string, string)>([("h:443", "AB")]),
            ClientCertificate = new BackgroundCopyClientCertificate(BackgroundCopyCertificateStoreLocation.LocalMachine, "MY", "me", "00"),
            UsesStoredCredentials = true,
        },
        99,
        BackgroundCopyFileAclOptions.All,
        BackgroundCopyPeerCachingOptions.Client,
        Data,
        [
            new FileSnapshot("https://h/é", "/tmp/f", 5, 10, 8, true)
            {
                HasArrived = true,
                IsTold = true,
                IsValidated = true,
                IsSent = true,
                IsRenamed = true,
                LacksRanges = true,
                Ranges = new KeptList<BackgroundCopyFileRange>([new BackgroundCopyFileRange(3, 4)]),
                Order = new FetchOrderSnapshot(new KeptList<(BackgroundCopyFileRange, bool)>([(new BackgroundCopyFileRange(0, 5), true), (new BackgroundCopyFileRange(7, -1), false)]), 6, 1, 4),
                Response = new ResponseSnapshot(206, true, 2, "X: y\r\n") { Ranges = new KeptList<BackgroundCopyFileRange>([new BackgroundCopyFileRange(4, -1)]), Skipped = 1 },
                KeptRemoteName = "https://h/old",
                ExpectedSha256 = new string('c', 64),
            },
            new FileSnapshot("", "/tmp/reply", 1, -1, -1, false),
        ])
    {
        NotificationClass = new Guid("6bd9c2d2-2a3b-4d2e-9d29-3f0d2a6b8c11"),
        Command = new CommandSnapshot("/bin/x", "x -y", new BackgroundCopyUser("who")),
        Type = BackgroundCopyJobType.UploadReply,
        ReplyName = "/tmp/reply",
        HasSession = true,
        IsOwnerElevated = true,
        QueuePlace = -2,
        HelperToken = new BackgroundCopyUser("helper"),
        IsTokenLost = true,
        TokenOptions = BackgroundCopyTokenOptions.Network,
        IsEventAcknowledged = true,
        ResumesInSeries = 2,
        IsFetchedByParts = true,
        ReplyContent = new byte[] { 1, 2, 3 },
    };

    private static JobData Data => new()
    {
        State = BackgroundCopyJobState.Transferring,
        Priority = BackgroundCopyJobPriority.High,
        Traits = JobTraits.IsUpload | JobTraits.HasBeenResumed | JobTraits.IsDynamicContent,
        ErrorCode = HResults.E_FAIL,
        IsBlockError = true,
        ErrorContext = BackgroundCopyErrorContext.RemoteFile,
        ErrorFile = 1,
        ErrorCount = 3,
        ImmediateRetries = 2,
        Files = 2,
        FilesTransferred = 1,
        CurrentFile = 1,
        IsAnswered = true,
        HasByte = true,
        AwaitsTurn = true,
        IsRetry = true,
        MinimumRetryDelay = 60,
        NoProgressTimeout = 70,
        MaximumDownloadTime = 80,
        FirstTransient = Then,
        LastFailure = Then,
        RetryAt = Then,
        FrozenSince = Then,
        LastActivity = Then,
        StateSince = Then,
        ModificationTime = 11,
        TransferCompletionTime = 12,
        ActiveTime = 13,
        ActiveSince = 0,
        Blocks = BlockConditions.Network,
        EndedBlocks = BlockConditions.Cost,
    };

    public static TheoryData<string, string> Nonsense => new()
    {
        { "", "is no JSON" },
        { "x", "is no JSON" },
        { "{}", "names no format" },
        { "[1]", "names no format" },
        { """{"version":"1"}""", "names no format" },
        { """{"version":0}""", "names no format" },
        { """{"job":{},"version":1}""", "names no format" },
        { """{"version":1}""", "is no job" },
        { """{"version":1,"job":null}""", "is no job" },
        { """{"version":1,"job":{}}""", "is another job" },
        { """{"version":1,"job":[]}""", "is no job" },
    };

    /// <summary>Replacements in the text of a full job that make nonsense of it.</summary>
    public static TheoryData<string, string, string> Faults => new()
    {
        { "\"number\":3", "\"number\":0", "has no number" },
        { "\"attempts\":5", "\"attempts\":-5", "has no number" },
        { "\"displayName\":\"n", "\"displayNames\":\"n", "is no job" },
        { "\"description\":\"more\"", "\"description\":null", "has no number" },
        { "\"number\":3", "\"number\":3,\"more\":1", "is no job" },
        { "\"number\":3", "\"number\":3,\"number\":3", "is not as it was written" },
        { "\"number\":3", "\"number\": 3", "is not as it was written" },
        { "\"number\":3,", "", "has no number" },
        { "\"isTokenLost\":true,", "", "is not as it was written" },
        { "\"state\":2", "\"state\":7", "is in no state" },
        { "\"state\":2", "\"state\":77", "is in no state" },
        { "\"priority\":1", "\"priority\":9", "has files that do not fit" },
        { "\"files\":2", "\"files\":3", "has files that do not fit" },
        { "\"filesTransferred\":1", "\"filesTransferred\":3", "has files that do not fit" },
        { "\"currentFile\":1", "\"currentFile\":-1", "has files that do not fit" },
        { "\"errorFile\":1", "\"errorFile\":2", "has files that do not fit" },
        { "\"errorContext\":5", "\"errorContext\":55", "has files that do not fit" },
        { "\"type\":2", "\"type\":9", "has settings that do not exist" },
        { "\"pending\":2", "\"pending\":9", "has settings that do not exist" },
        { "\"proxyUsage\":2", "\"proxyUsage\":9", "has settings that do not exist" },
        { "\"filesTold\":1", "\"filesTold\":5", "has settings that do not exist" },
        { "\"bytes\":5", "\"bytes\":-5", "impossible size" },
        { "\"localName\":\"/tmp/f\"", "\"localName\":\"\"", "impossible size" },
        { "\"told\":1", "\"told\":9", "parts that cannot be" },
        { "\"initialOffset\":3", "\"initialOffset\":-3", "parts that cannot be" },
        { "\"kind\":1", "\"kind\":9", "is no job" },
        { "\"parameters\":\"x -y\"", "\"parameters\":null", "notification program" },
    };

    /// <summary>Jobs that were stored before files had hashes are read: of one without there is not a byte more.</summary>
    [Fact]
    public void Write_FileWithoutAHash_IsAsItWasBeforeThereWereHashes()
    {
        byte[] without = JobFormat.Write(Full with { Files = [new FileSnapshot("http://h/f", "/f", 0, -1, -1, false)] }).Data.ToArray();

        Encoding.UTF8.GetString(without).Should().Contain("\"keptRemoteName\":null").And.NotContain("ha256");
    }

    [Fact]
    [Trait("Rule", "CLOCK-7")]
    public void Full_AllOfIt_IsNotTheDefault()
    {
        foreach (object part in (object[])[Full, Full.Connection, Full.Files[0], Full.Files[0].Response!, Full.Files[0].Order!, DataSnapshot.Of(Full.Data)])
        {
            foreach (PropertyInfo property in part.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(property => property.SetMethod is not null && property.Name != nameof(JobSnapshot.SessionEndsBy)))
            {
                object? value = property.GetValue(part);
                object? usual = property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null;
                value.Should().NotBe(usual, $"{part.GetType().Name}.{property.Name} is part of the test");
            }
        }
    }

    [Fact]
    [Trait("Rule", "CLOCK-7")]
    [Trait("Rule", "CLOCK-9")]
    public void Read_WhatWasWritten_IsTheSame()
    {
        JobSnapshot read = JobFormat.Read(JobFormat.Write(Full));

        read.Should().BeEquivalentTo(Full, options => options.ComparingByMembers<JobSnapshot>().IncludingInternalProperties().Excluding(job => job.Data).Excluding(job => job.ReplyContent));
        read.Data.Should().Be(Full.Data);
        read.ReplyContent!.Value.ToArray().Should().Equal(1, 2, 3);
        Text(JobFormat.Write(read)).Should().Be(Text(JobFormat.Write(Full)));
    }

    [Fact]
    [Trait("Rule", "LIFE-20")]
    public void Read_JobThatIsOver_IsOneWhoseServerIsStillToBeTold()
    {
        JobSnapshot owed = Full with { Data = Data with { State = BackgroundCopyJobState.Cancelled, FilesTransferred = 0 }, SessionEndsBy = 5 };

        JobFormat.Read(JobFormat.Write(owed)).SessionEndsBy.Should().Be(5);
        foreach (JobSnapshot other in (JobSnapshot[])[owed with { SessionEndsBy = 0 }, owed with { HasSession = false }, owed with { Data = Data }, owed with { Type = BackgroundCopyJobType.Download }])
        {
            Refuse(JobFormat.Write(other).Data.ToArray(), "is in no state");
        }

        Text(JobFormat.Write(Full)).Should().NotContain("sessionEndsBy", "jobs that were stored before it was known are read as they were written");
    }

    [Fact]
    [Trait("Rule", "CLOCK-7")]
    public void Make_AllOfAJob_IsThereAgain()
    {
        JobRecord job = Back(Full);

        JobSnapshot again = job.ToSnapshot() with { QueuePlace = Full.QueuePlace, Data = Full.Data };
        Text(JobFormat.Write(again)).Should().Be(Text(JobFormat.Write(Full)));
        job.Data.Should().Be(Full.Data with { ActiveSince = 5, StateSince = new Moment(5 + 1700 - 2000, 1700) });
        (job.Level, job.Extras.Transfer.IsDynamicContent, job.Extras.HasNewNames).Should().Be((BackgroundCopyJobPriority.High, true, true));
        (job.Extras.Reply!.File, job.Extras.Upload!.HasSession).Should().Be((job.Files[1], true));
    }

    [Fact]
    [Trait("Rule", "CLOCK-7")]
    public void Make_JobWithNothingSpecial_IsThereAgain()
    {
        using BitsSimulation bits = new();
        JobSnapshot plain = bits.Manager.CreateJob("plain").Record.ToSnapshot();

        JobRecord job = Back(plain);

        Text(JobFormat.Write(job.ToSnapshot() with { Data = plain.Data })).Should().Be(Text(JobFormat.Write(plain)));
        job.Notices.Should().BeNull("nobody is told anything unusual");
        job.Extras.Transfer.Should().BeSameAs(TransferSettings.Default);
    }

    [Fact]
    [Trait("Rule", "PROP-22")]
    public void Write_SecretsEverywhere_KeepsNone()
    {
        using BitsSimulation bits = new();
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        foreach (BackgroundCopyAuthTarget target in Enum.GetValues<BackgroundCopyAuthTarget>())
        {
            foreach (BackgroundCopyAuthScheme scheme in Enum.GetValues<BackgroundCopyAuthScheme>())
            {
                job.Credentials.Add(scheme, target, "us3r", "s3cr3t");
            }
        }

        job.AddFile("https://us3r:s3cr3t@h/f?q=@x", @"C:\f");
        job.Proxy.Set(BackgroundCopyProxyUsage.Override, "http://us3r:s3cr3t@p1:80 us3r:s3cr3t@p2 p3", "us3r:s3cr3t@h");
        job.Files[0].SetRemoteName("https://us3r:s3cr3t@g/f");
        job.CustomHeaders = "X-Mine: kept";
        job.Http.MakeCustomHeadersWriteOnly();

        string text = Text(JobFormat.Write(job.Record.ToSnapshot()));

        text.Should().NotContain("s3cr3t").And.NotContain("us3r");
        text.Should().Contain("http://p1:80 p2 p3").And.Contain("https://g/f").And.Contain("https://h/f?q=@x");
        text.Should().Contain("X-Mine: kept", "properties are kept, or the requests after a restart would be others");
    }

    [Fact]
    public void Read_LaterFormat_IsRefusedWithJobAndVersion()
    {
        StoredJob later = new(Full.Id, Encoding.UTF8.GetBytes("""{"version":2,"shape":["of","things","to","come"]}"""));

        FluentActions.Invoking(() => JobFormat.Read(later)).Should().Throw<JobStoreException>()
            .WithMessage($"*{Full.Id}*format 2*formats up to 1*").Which.HResult.Should().Be(unchecked((int)0x8007051A));
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void Read_Nonsense_IsRefused(string text, string why) => Refuse(Encoding.UTF8.GetBytes(text), why);

    [Theory]
    [MemberData(nameof(Faults))]
    public void Read_JobThatCannotBe_IsRefused(string before, string after, string why)
    {
        string text = Text(JobFormat.Write(Full));
        text.Should().Contain(before);
        int at = text.IndexOf(before, StringComparison.Ordinal);

        Refuse(Encoding.UTF8.GetBytes(text[..at] + after + text[(at + before.Length)..]), why);
    }

    [Fact]
    [Trait("Runs", "Once")]
    public void Read_CutOffAnywhere_IsRefused()
    {
        byte[] all = JobFormat.Write(Full).Data.ToArray();
        for (int length = 0; length < all.Length; length++)
        {
            Refuse(all[..length], "");
        }
    }

    /// <summary>No other exception, and no job that the service could not bear.</summary>
    [Fact]
    [Trait("Runs", "Once")]
    public void Read_AnyByteChanged_IsRefusedOrAJob()
    {
        byte[] all = JobFormat.Write(Full).Data.ToArray();
        int read = 0;
        for (int at = 0; at < all.Length; at++)
        {
            foreach (byte value in (ReadOnlySpan<byte>)[(byte)'"', (byte)'9', (byte)'-', 0xFF, (byte)(all[at] ^ 1)])
            {
                byte[] changed = [.. all];
                changed[at] = value;
                try
                {
                    JobSnapshot job = JobFormat.Read(new StoredJob(Full.Id, changed));
                    Back(job).ToSnapshot().Id.Should().Be(Full.Id);
                    read++;
                }
                catch (JobStoreException refused)
                {
                    refused.Message.Should().Contain(Full.Id.ToString());
                }
            }
        }

        read.Should().BeGreaterThan(100, "another digit is another number");
    }

    private static void Refuse(byte[] data, string why) =>
        FluentActions.Invoking(() => JobFormat.Read(new StoredJob(Full.Id, data))).Should().Throw<JobStoreException>()
            .WithMessage($"*{Full.Id}*{why}*Nothing was changed*").Which.HResult.Should().Be(InvalidData);

    private static JobRecord Back(JobSnapshot kept) =>
        JobReturn.Make(kept, new UserRecord(kept.Owner), new Moment(5, 2000), EngineSettings.From(new BitsReadings(), new GroupPolicy()), default);

    private static string Text(StoredJob job) => Encoding.UTF8.GetString(job.Data.Span);
}
