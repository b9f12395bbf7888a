namespace Bits.RetrySim.Tests;

/// <summary>What few jobs have, as it could be kept, and over a restart of the service.</summary>
public sealed class JobSnapshotPartsTests : IDisposable
{
    private readonly BitsSimulation _bits = new();
    private readonly SimulatedHost _host;

    public JobSnapshotPartsTests()
    {
        _bits.Network.BitsPerSecond = 8_000;
        _host = _bits.Network.Host("srv.example");
        _host.Resource("/f", 10_000);
    }

    public void Dispose() => _bits.Dispose();

    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "CLOCK-7")]
    public void ToSnapshot_RangesAskedFor_AreThereInTheirOrder()
    {
        BackgroundCopyJob job = Job();
        BackgroundCopyFile file = job.Files[0];
        Kept(job).Order.Should().BeNull();
        job.Resume();
        Advance(2);
        file.RequestFileRanges([new BackgroundCopyFileRange(6_000, 1_000), new BackgroundCopyFileRange(4_000, 1_000)]);
        file.UpdateDownloadPosition(5_000);
        Advance(0.5);

        FetchOrderSnapshot order = Kept(job).Order!;
        order.Parts.Should().Equal((new BackgroundCopyFileRange(0, 2_000), false), (new BackgroundCopyFileRange(6_000, 1_000), true), (new BackgroundCopyFileRange(4_000, 1_000), true));
        order.Position.Should().Be(5_000);
        order.Should().Be(Kept(job).Order, "the same is equal");

        _bits.Manager.RestartService();
        Kept(job).Order.Should().Be(order);
        Advance(0.5);
        _host.Requests[^1].Ranges.Should().StartWith([new BackgroundCopyFileRange(6_500, 500), new BackgroundCopyFileRange(4_000, 1_000)]);
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "CB-11")]
    public void ToSnapshot_RangesThatTheClientHasHeardOf_AreCounted()
    {
        BackgroundCopyJob job = Job();
        job.NotifyFlags = BackgroundCopyNotifications.FileRangesTransferred;
        job.Files[0].RequestFileRanges([new BackgroundCopyFileRange(5_000, 1_000), new BackgroundCopyFileRange(8_000, BackgroundCopyFileRange.ToEndOfFile)]);
        (Kept(job).Order!.Told, Kept(job).Order!.Parts[1].Range.Length).Should().Be((0, BackgroundCopyFileRange.ToEndOfFile));
        job.Resume();
        Advance(3.5);
        job.Files[0].RequestFileRanges([new BackgroundCopyFileRange(0, 10)]);

        Kept(job).Order!.Told.Should().Be(2, "nobody listens, so nothing is owed");
    }

    [Fact]
    [Trait("Rule", "HTTP-8")]
    [Trait("Rule", "CLOCK-7")]
    public void ToSnapshot_Response_IsThereAndNotShown()
    {
        _host.Resource("/g", 1_000).WithHeader("Set-Cookie", "s3cr3t");
        BackgroundCopyJob job = Job("/g");
        Kept(job).Response.Should().BeNull();
        job.Resume();
        Advance(0.5);
        string? headers = job.Files[0].ResponseHeaders;

        ResponseSnapshot response = Kept(job).Response!;
        (response.Status, response.IsHttp10, response.From, response.Headers.TrimEnd()).Should().Be((200, false, 0, "Set-Cookie: s3cr3t"));
        response.ToString().Should().Be("HTTP/1.1 200, headers");
        _bits.Manager.RestartService();
        Kept(job).Response.Should().Be(response);
        job.Files[0].ResponseHeaders.Should().Be(headers).And.Contain("s3cr3t");
    }

    [Fact]
    [Trait("Rule", "HTTP-8")]
    [Trait("Rule", "FILE-11")]
    public void ToSnapshot_ResponseAboutParts_SaysWhich()
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFileWithRanges("https://srv.example/f", @"C:\f", [new BackgroundCopyFileRange(3, 4_000), new BackgroundCopyFileRange(9_000, 9)]);
        job.Resume();
        Advance(1);

        ResponseSnapshot response = Kept(job).Response!;
        (response.Status, response.Skipped).Should().Be((206, 0));
        response.Ranges.Should().Equal(new BackgroundCopyFileRange(3, 4_000), new BackgroundCopyFileRange(9_000, 9));
        job.Suspend();
        job.Resume();
        Advance(0.5);
        Kept(job).Response.Should().NotBe(response, "it began elsewhere");
    }

    [Fact]
    [Trait("Rule", "ERR-38")]
    [Trait("Rule", "PROP-6")]
    [Trait("Rule", "CLOCK-7")]
    public void ToSnapshot_ClientCertificateAndStoredCredentials_AreThereWithoutAnyCredential()
    {
        BackgroundCopyJob job = Job();
        ConnectionSnapshot before = job.Record.ToSnapshot().Connection;
        (before.ClientCertificate, before.UsesStoredCredentials).Should().Be((null, false));
        job.ClientCertificate.SetByName(BackgroundCopyCertificateStoreLocation.LocalMachine, "MY", "CN=client");
        job.Properties.UseStoredCredentials = BackgroundCopyAuthTarget.Proxy;
        job.Credentials.Add(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Server, "us3r", "s3cr3t");

        _bits.Manager.RestartService();

        ConnectionSnapshot kept = job.Record.ToSnapshot().Connection;
        kept.ClientCertificate.Should().Be(new BackgroundCopyClientCertificate(BackgroundCopyCertificateStoreLocation.LocalMachine, "MY", "CN=client", null));
        kept.UsesStoredCredentials.Should().BeTrue();
        (job.ClientCertificate.Current, job.Properties.UseStoredCredentials).Should().Be((kept.ClientCertificate, BackgroundCopyAuthTarget.Proxy));
        typeof(ConnectionSnapshot).GetProperties(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)
            .Should().NotContain(property => property.PropertyType == typeof(CredentialSet), "they live in memory only (PROP-22)");
        job.Record.ToSnapshot().ToString().Should().NotContain("s3cr3t").And.NotContain("us3r");
    }

    [Fact]
    [Trait("Rule", "UP-3")]
    public void ToSnapshot_SessionOfAnUpload_IsThere()
    {
        _bits.Network.LocalSource(@"C:\log", 7_000);
        _host.UploadTarget("/in");
        BackgroundCopyJob job = _bits.Manager.CreateJob("upload", BackgroundCopyJobType.Upload);
        job.AddFile("https://srv.example/in", @"C:\log");
        job.Record.ToSnapshot().HasSession.Should().BeFalse();
        job.Resume();
        Advance(1);
        _bits.Manager.RestartService();

        job.Record.ToSnapshot().HasSession.Should().BeTrue();
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "CLOCK-7")]
    public void ToSnapshot_RangesCoveredByEarlierOnes_StillSayWhatTheFileHasToHave()
    {
        BackgroundCopyJob job = Job();
        BackgroundCopyFile file = job.Files[0];
        file.UpdateDownloadPosition(1);
        Kept(job).Order!.LastAsked.Should().Be(-1);
        file.RequestFileRanges([new BackgroundCopyFileRange(5_000, BackgroundCopyFileRange.ToEndOfFile)]);
        Kept(job).Order!.LastAsked.Should().Be(5_000);
        file.RequestFileRanges([new BackgroundCopyFileRange(9_000, 500)]);

        (Kept(job).Order!.Parts.Count, Kept(job).Order!.LastAsked).Should().Be((1, 9_499));
    }

    [Fact]
    [Trait("Rule", "FILE-13")]
    [Trait("Rule", "FILE-24")]
    public void ToSnapshot_NewNamesAndServersWithoutRanges_AreMarked()
    {
        _host.Resource("/whole", 10_000).WithoutRanges();
        BackgroundCopyJob job = Job("/whole");
        job.Files[0].RequestFileRanges([new BackgroundCopyFileRange(5, 5)]);
        (Kept(job).LacksRanges, Kept(job).IsRenamed).Should().Be((false, false));
        job.Resume();
        Advance(0);
        (job.State, Kept(job).LacksRanges).Should().Be((BackgroundCopyJobState.Error, true));

        job.Files[0].SetRemoteName("https://srv.example/f");
        (Kept(job).LacksRanges, Kept(job).IsRenamed).Should().Be((false, true));
        job.Resume();
        Advance(0);

        Kept(job).IsRenamed.Should().BeFalse("its server has answered");
    }

    [Fact]
    [Trait("Rule", "NET-7")]
    [Trait("Rule", "CLOCK-7")]
    public void ToSnapshot_HelperToken_IsMissedAndNotKept()
    {
        BackgroundCopyJob job = Job();
        (Token(job), job.Record.ToSnapshot().TokenOptions).Should().Be((false, BackgroundCopyTokenOptions.None));
        job.HelperToken.Set(job.Owner);
        job.HelperToken.Options = BackgroundCopyTokenOptions.Network;
        (Token(job), job.Record.ToSnapshot().TokenOptions).Should().Be((true, BackgroundCopyTokenOptions.Network));
        _bits.Manager.RestartService();
        (Token(job), job.State).Should().Be((true, BackgroundCopyJobState.Error));

        job.HelperToken.Options = BackgroundCopyTokenOptions.None;
        Token(job).Should().BeFalse("nothing is missing any more");

        static bool Token(BackgroundCopyJob job) => job.Record.ToSnapshot() is { IsTokenLost: true } or { HelperToken: not null };
    }

    [Fact]
    [Trait("Rule", "CLOCK-7")]
    [Trait("Rule", "CB-14")]
    public void ToSnapshot_EventThatWasAcknowledgedBeforeARestart_IsTold()
    {
        BackgroundCopyJob job = Job();
        job.NotifyInterface = new RecordingCallback();
        job.Properties.NotificationClsid = new Guid("6bd9c2d2-2a3b-4d2e-9d29-3f0d2a6b8c11");
        job.Resume();
        Advance(20);
        (job.State, job.Record.ToSnapshot().Pending, job.Record.ToSnapshot().IsEventAcknowledged).Should().Be((BackgroundCopyJobState.Transferred, JobNotice.None, false));
        _bits.Manager.RestartService();

        (job.Record.ToSnapshot().Pending, job.Record.ToSnapshot().IsEventAcknowledged).Should().Be((JobNotice.Transferred, true));
    }

    /// <summary>Whoever keeps snapshots can tell whether there is anything new.</summary>
    [Fact]
    public void ToSnapshot_NothingHappened_IsEqual()
    {
        BackgroundCopyJob job = Job();
        job.AddFileWithRanges("https://srv.example/f", @"C:\g", [new BackgroundCopyFileRange(3, 4)]);
        job.Http.SetServerCertificateValidationInterface(new ScriptCertificateCallback(0));
        job.Files[0].RequestFileRanges([new BackgroundCopyFileRange(6_000, 1_000)]);
        job.Resume();
        Advance(0.5);
        JobSnapshot kept = job.Record.ToSnapshot();

        job.Record.ToSnapshot().Should().Be(kept);
        job.Record.ToSnapshot().GetHashCode().Should().Be(kept.GetHashCode());
        job.Files[0].RequestFileRanges([new BackgroundCopyFileRange(0, 1)]);
        job.Record.ToSnapshot().Should().NotBe(kept);
    }

    [Fact]
    public void KeptList_Elements_MakeItEqual()
    {
        KeptList<int> list = new([1, 2]);

        list.Should().Equal(1, 2);
        (list.Count, list[1], list.Equals(new KeptList<int>([1, 2])), list.Equals(new KeptList<int>([2, 1])), new KeptList<int>([1]).Equals(default(object))).Should().Be((2, 2, true, false, false));
        list.GetHashCode().Should().Be(new KeptList<int>([1, 2]).GetHashCode()).And.NotBe(new KeptList<int>([2, 1]).GetHashCode());
    }

    private BackgroundCopyJob Job(string path = "/f")
    {
        _bits.Network.RequestsKept = 100;
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile("https://srv.example" + path, @"C:\f");
        return job;
    }

    private static FileSnapshot Kept(BackgroundCopyJob job) => job.Record.ToSnapshot().Files[0];

    private void Advance(double seconds) => _bits.Clock.Advance(TimeSpan.FromSeconds(seconds));
}
