using System.Reflection;
using CsCheck;

namespace Bits.RetrySim.Tests;

/// <summary>A job as it could be kept: complete, consistent between any two steps, and nothing of the client that holds it.</summary>
public sealed class JobSnapshotTests
{
    private const int Lives = 150;

    /// <summary>For each property that clients can set: another value, and where the snapshot has it.</summary>
    private static readonly Dictionary<string, (object Value, Func<JobSnapshot, object?> Kept, object? Expected)> Settings = new()
    {
        [nameof(BackgroundCopyJob.DisplayName)] = ("another", kept => kept.DisplayName, "another"),
        [nameof(BackgroundCopyJob.Description)] = ("more", kept => kept.Description, "more"),
        [nameof(BackgroundCopyJob.Priority)] = (BackgroundCopyJobPriority.High, kept => kept.Data.Priority, BackgroundCopyJobPriority.High),
        [nameof(BackgroundCopyJob.MinimumRetryDelay)] = (TimeSpan.FromSeconds(77), kept => (kept.Data.MinimumRetryDelay, kept.RequestedRetryDelay), (77u, (uint?)77u)),
        [nameof(BackgroundCopyJob.NoProgressTimeout)] = (TimeSpan.FromSeconds(88), kept => kept.Data.NoProgressTimeout, 88u),
        [nameof(BackgroundCopyJob.MaximumDownloadTime)] = (TimeSpan.FromSeconds(99), kept => kept.Data.MaximumDownloadTime, 99L),
        [nameof(BackgroundCopyJob.NotifyFlags)] =
            (BackgroundCopyNotifications.FileTransferred, kept => kept.NotifyFlags, BackgroundCopyNotifications.FileTransferred),
        [nameof(BackgroundCopyJob.MinimumNotificationInterval)] =
            (TimeSpan.FromSeconds(3), kept => kept.MinimumNotificationInterval, 3 * TimeSpan.TicksPerSecond),
        [nameof(BackgroundCopyJob.CostFlags)] =
            (BackgroundCopyCostStates.TransferNotRoaming, kept => kept.CostFlags, (BackgroundCopyCostStates?)BackgroundCopyCostStates.TransferNotRoaming),
        [nameof(BackgroundCopyJob.CustomHeaders)] = ("A: 1", kept => kept.Connection.CustomHeaders, "A: 1"),
        [nameof(BackgroundCopyJob.HttpMethod)] = ("POST", kept => kept.Connection.HttpMethod, "POST"),
        [nameof(BackgroundCopyJob.SecurityOptions)] =
            (BackgroundCopySecurityOptions.RedirectReport, kept => kept.Connection.SecurityOptions, BackgroundCopySecurityOptions.RedirectReport),
    };

    public static TheoryData<string> SettingsOfClients =>
    [
        .. typeof(BackgroundCopyJob).GetProperties().Where(property => property.SetMethod is { IsPublic: true }).Select(property => property.Name)
            .Where(name => name != nameof(BackgroundCopyJob.NotifyInterface)),
    ];

    [Theory]
    [MemberData(nameof(SettingsOfClients))]
    public void ToSnapshot_SettingChanged_HasTheNewValue(string setting)
    {
        using ServiceBench bench = new();
        JobRecord job = CreateJob(bench);
        (object value, Func<JobSnapshot, object?> kept, object? expected) = Settings[setting];
        kept(job.ToSnapshot()).Should().NotBe(expected);

        typeof(BackgroundCopyJob).GetProperty(setting)!.SetValue(job.Face, value);

        kept(job.ToSnapshot()).Should().Be(expected);
    }

    [Fact]
    public void ToSnapshot_WhatFilesKeep_IsThere()
    {
        using ServiceBench bench = new();
        JobRecord job = CreateJob(bench);
        job.Face.FileSharing.FileAclOptions = BackgroundCopyFileAclOptions.All;
        job.Face.FileSharing.PeerCaching = BackgroundCopyPeerCachingOptions.Client;
        job.MakeExtras().MaximumDownloadSize = 7;

        JobSnapshot kept = job.ToSnapshot();

        (kept.FileAclOptions, kept.PeerCaching, kept.MaximumDownloadSize).Should().Be((BackgroundCopyFileAclOptions.All, BackgroundCopyPeerCachingOptions.Client, 7));
    }

    [Fact]
    [Trait("Rule", "CLOCK-7")]
    [Trait("Rule", "COM-10")]
    public void ToSnapshot_WhoIsToldAndWhoOwns_IsThere()
    {
        using BitsSimulation bits = new();
        BackgroundCopyCaller boss = new(new BackgroundCopyUser("boss", BackgroundCopyUserKind.Administrator), IsElevated: true);
        BackgroundCopyJob job = bits.Manager.As(boss).CreateJob("job");
        BackgroundCopyJob plain = bits.Manager.CreateJob("plain");
        Guid known = new("6bd9c2d2-2a3b-4d2e-9d29-3f0d2a6b8c11");
        job.Properties.NotificationClsid = known;
        job.NotifyCommand.Set(@"C:\done.exe", "done.exe s3cr3t");
        job.Credentials.Add(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Server, "u", "s3cr3t");

        JobSnapshot kept = job.Record.ToSnapshot();

        (kept.NotificationClass, kept.Command, kept.IsOwnerElevated).Should().Be((known, new CommandSnapshot(@"C:\done.exe", "done.exe s3cr3t", boss.User), true));
        kept.ToString().Should().NotContain("s3cr3t");
        (plain.Record.ToSnapshot().NotificationClass, plain.Record.ToSnapshot().Command, plain.Record.ToSnapshot().IsOwnerElevated).Should().Be((Guid.Empty, null, false));
    }

    [Fact]
    [Trait("Rule", "LIFE-2")]
    [Trait("Rule", "FILE-11")]
    public void ToSnapshot_WhatIsSentAndWhatIsFetched_IsThere()
    {
        using BitsSimulation bits = new();
        bits.Network.LocalSource(@"C:\log", 7);
        BackgroundCopyJob upload = bits.Manager.CreateJob("upload", BackgroundCopyJobType.UploadReply);
        upload.Reply!.FileName = @"C:\reply";
        upload.AddFile("https://srv.example/in", @"C:\log");
        BackgroundCopyJob download = bits.Manager.CreateJob("download");
        download.AddFileWithRanges("https://srv.example/f", @"C:\f", [new BackgroundCopyFileRange(3, 4)]);

        (JobSnapshot sent, JobSnapshot fetched) = (upload.Record.ToSnapshot(), download.Record.ToSnapshot());

        (sent.Type, sent.ReplyName, fetched.Type, fetched.ReplyName).Should().Be((BackgroundCopyJobType.UploadReply, @"C:\reply", BackgroundCopyJobType.Download, null));
        sent.Files.Select(file => (file.LocalName, file.IsSent, file.Size)).Should().Equal((@"C:\log", true, 7), (@"C:\reply", false, -1));
        fetched.Files.Single().Ranges.Should().Equal(new BackgroundCopyFileRange(3, 4));
    }

    [Fact]
    [Trait("Rule", "PROP-25")]
    public void ToSnapshot_CertificatesApproved_AreThereWithoutTheirJudge()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("h").Resource("/f", 1);
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("https://h/f", @"C:\f");
        job.Record.ToSnapshot().Connection.ApprovedServers.Should().BeNull();
        job.Http.SetServerCertificateValidationInterface(new ScriptCertificateCallback(0));
        job.Record.ToSnapshot().Connection.ApprovedServers.Should().BeEmpty();
        job.Resume();
        bits.Clock.Advance(TimeSpan.Zero);

        job.Record.ToSnapshot().Connection.ApprovedServers.Should().Equal(("h:443", "7F27082109015F9679E9F325D4AF628E03C96F3A"));
    }

    [Fact]
    public void ToSnapshot_JobUnderWay_HasWhatTheServiceKnows()
    {
        using ServiceBench bench = new();
        BackgroundCopyUser owner = new("other");
        JobRecord job = bench.CreateJob(files: 2, owner: owner);
        bench.GoTo(5);
        ManualAttempt attempt = bench.Start(job);
        attempt.Accept(ServiceBench.FileSize, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
        attempt.Receive(400);

        JobSnapshot kept = job.ToSnapshot();

        (kept.Id, kept.Number, kept.Owner, kept.Attempts).Should().Be((job.Id, 1, owner, 1));
        kept.CreationTime.Should().Be(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks);
        kept.Data.State.Should().Be(BackgroundCopyJobState.Transferring);
        kept.Files.Should().Equal(
            new FileSnapshot(
                ServiceBench.RemoteName(1), ServiceBench.LocalName(1), 400, ServiceBench.FileSize, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks, IsCompleted: false)
            {
                Response = new ResponseSnapshot(200, IsHttp10: false, 0, ""),
            },
            new FileSnapshot(ServiceBench.RemoteName(2), ServiceBench.LocalName(2), 0, -1, -1, IsCompleted: false));
    }

    [Fact]
    public void ToSnapshot_EventNotAcknowledged_IsPending()
    {
        using ServiceBench bench = new();
        JobRecord job = CreateJob(bench);
        RecordingCallback callback = new();
        callback.FailNext(1, HResults.E_FAIL);
        job.Face.NotifyFlags |= BackgroundCopyNotifications.FileTransferred;
        job.Face.NotifyInterface = callback;
        bench.Start(job).Arrive();
        bench.Pump();

        (job.ToSnapshot().Pending, job.ToSnapshot().FilesTold).Should().Be((JobNotice.Transferred, 0));
        bench.GoTo(700);
        (job.ToSnapshot().Pending, job.ToSnapshot().FilesTold).Should().Be((JobNotice.None, 1));
    }

    [Fact]
    public void ToSnapshot_JobGoesOn_StaysAsItWas()
    {
        using ServiceBench bench = new();
        JobRecord job = CreateJob(bench);
        JobSnapshot kept = job.ToSnapshot();
        JobSnapshot same = kept with { Files = [.. kept.Files] };

        bench.Start(job).Arrive();
        bench.AddFiles(job, 1);
        bench.Service.Files.Complete(job);

        kept.Should().BeEquivalentTo(same);
        job.ToSnapshot().Files.Should().HaveCount(2);
    }

    [Fact]
    public void Snapshot_ItsTypes_AreValuesOnly() => Types(typeof(JobSnapshot)).Should().OnlyContain(
        type => type.IsValueType || type == typeof(string) || type == typeof(JobSnapshot) || type == typeof(FileSnapshot) || type == typeof(ConnectionSnapshot) || type == typeof(CommandSnapshot) || type == typeof(BackgroundCopyUser)
            || type == typeof(FetchOrderSnapshot) || type == typeof(ResponseSnapshot) || type == typeof(BackgroundCopyClientCertificate) || type == typeof(IReadOnlyList<(BackgroundCopyFileRange Range, bool IsAsked)>)
            || type == typeof(IReadOnlyList<FileSnapshot>) || type == typeof(IReadOnlyList<BackgroundCopyFileRange>) || type == typeof(IReadOnlyList<(string Server, string Hash)>),
        "what is kept must outlive the process: nothing of clients, no callbacks, no locks");

    /// <summary>Whatever happens to jobs, and whenever somebody looks.</summary>
    [Fact]
    public void ToSnapshot_BetweenAnyTwoSteps_IsConsistent() =>
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 1000]).Array[5, 60].Sample(Live, iter: Lives, threads: 1);

    private static void Live((int Action, int Value)[] actions)
    {
        using ServiceBench bench = new();
        using IDisposable following = bench.Log.Follow(_ => Check(bench));
        JobRecord[] jobs = [CreateJob(bench, 2), CreateJob(bench, 1), CreateJob(bench, 3)];
        foreach ((int action, int value) in actions)
        {
            try
            {
                Act(bench, jobs[value % jobs.Length], action, value);
            }
            catch (Exception refused) when (refused is BitsException or InvalidOperationException)
            {
                // A call or a report that does not fit; it changes nothing.
            }

            Check(bench);
        }
    }

    private static void Act(ServiceBench bench, JobRecord job, int action, int value)
    {
        ManualAttempt? attempt = bench.Manual.Running.FirstOrDefault(running => running.JobNumber == job.Number);
        switch (action)
        {
            case 0 or 1:
                bench.Service.Calls.Resume(job);
                bench.Pump();
                break;
            case 2 when attempt is not null:
                attempt.FailHttp(value % 2 == 0 ? 503 : 404);
                break;
            case 3 or 4 or 5 when attempt is { Size: null }:
                attempt.Accept(ServiceBench.FileSize);
                break;
            case 3 when attempt is { Size: not null, BytesReceived: < ServiceBench.FileSize }:
                attempt.Receive(Math.Min(1 + (value % 300), ServiceBench.FileSize - attempt.BytesReceived));
                break;
            case 4 or 5 when attempt is not null:
                attempt.Complete();
                break;
            case 6:
                bench.Service.Surroundings.SetCondition(BlockConditions.Network, value % 2 == 0);
                break;
            case 7:
                bench.AddFiles(job, 1);
                break;
            case 8:
                bench.Service.Calls.SetPriority(job, (BackgroundCopyJobPriority)(value % 4));
                break;
            case 9 when value % 5 == 0:
                bench.Service.Files.Complete(job);
                break;
            case 9 when value % 5 == 1:
                bench.Service.Surroundings.RestartService();
                break;
            default:
                bench.Clock.Advance(TimeSpan.FromSeconds(value));
                break;
        }
    }

    private static void Check(ServiceBench bench)
    {
        foreach (JobRecord job in bench.Jobs)
        {
            JobSnapshot kept = job.ToSnapshot();
            kept.Data.Should().Be(job.Data);
            kept.Files.Count.Should().Be(kept.Data.Files, "files and what the machine knows of them go together");
            kept.Data.FilesTransferred.Should().BeInRange(0, kept.Files.Count);
            int arrived = kept.Data.FilesTransferred;
            kept.Files.Take(arrived).All(file => file.Bytes == file.Size).Should().BeTrue();
            kept.Files.Skip(arrived).All(file => file.Bytes >= 0 && (file.Size < 0 || file.Bytes <= file.Size)).Should().BeTrue();
            kept.Files.Skip(arrived + 1).All(file => file is { Bytes: 0, Size: -1 }).Should().BeTrue("files come in order");
            (kept.Data.State == BackgroundCopyJobState.Acknowledged || !kept.Files.Any(file => file.IsCompleted)).Should().BeTrue();
            kept.FilesTold.Should().BeLessThanOrEqualTo(kept.Data.FilesTransferred);
            (!kept.Data.IsActive || kept.Attempts > 0).Should().BeTrue();
            (kept.Pending == JobNotice.None || kept.Data.State is BackgroundCopyJobState.Error or BackgroundCopyJobState.Transferred).Should().BeTrue();
        }
    }

    private static JobRecord CreateJob(ServiceBench bench, int files = 1) =>
        bench.CreateJob(files, makeFace: record => new BackgroundCopyJob(bench.Service, record));

    private static HashSet<Type> Types(Type type)
    {
        HashSet<Type> types = [];
        Queue<Type> rest = new([type]);
        while (rest.TryDequeue(out Type? next))
        {
            if (!types.Add(next) || next.IsPrimitive || next.IsEnum || next == typeof(string) || next == typeof(Guid))
            {
                continue;
            }

            foreach (Type argument in next.GetGenericArguments())
            {
                rest.Enqueue(argument);
            }

            if (next.Assembly == typeof(JobSnapshot).Assembly)
            {
                foreach (FieldInfo field in next.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    rest.Enqueue(field.FieldType);
                }
            }
        }

        return types;
    }
}
