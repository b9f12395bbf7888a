using System.Net;
using System.Net.Sockets;

namespace Bits.RetrySim.Tests;

/// <summary>Servers that mean no good, and commands that come at the worst instant.</summary>
public sealed class HttpHostileTests : HttpScene
{
    private static readonly ServedFile Whole = ServedFile.Of(100_000, tag: "\"v1\"");

    [Fact]
    [Trait("Rule", "PROP-3")]
    public async Task DynamicContent_AnsweredWithAPart_IsNoWholeFile()
    {
        ServerFault part = new ServerFault.Status(206, "Content-Range", "bytes 100-199/*");
        string url = Server.Serve("/f", Whole, part, part, part, part);
        BackgroundCopyJob job = Fetch(url, priority: BackgroundCopyJobPriority.Foreground, configure: Dynamic);

        (await FirstEndAsync(job)).Should().Be(BackgroundCopyJobState.Error);

        job.Error!.Code.Should().Be(HResults.BG_E_INVALID_SERVER_RESPONSE);
    }

    [Fact]
    [Trait("Rule", "PROP-3")]
    public async Task DynamicContent_OfMoreThanMayCome_IsNotFetchedToItsEnd()
    {
        ServedFile endless = ServedFile.Of(40_000_000);
        BackgroundCopyJob job = Fetch(Server.Serve("/f", endless, new ServerFault.NoLength()), priority: BackgroundCopyJobPriority.Foreground, configure: job =>
        {
            Dynamic(job);
            job.Properties.MaximumDownloadSize = 1_000;
        });

        (await FirstEndAsync(job)).Should().Be(BackgroundCopyJobState.Error);

        job.Error!.Code.Should().Be(HResults.BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED);
        job.Progress.BytesTransferred.Should().BeLessThan(endless.Content.Length);
    }

    [Fact]
    [Trait("Rule", "PROP-3")]
    public async Task DynamicContent_ThatIsPacked_IsNotWhatWasAskedFor()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole, [.. Enumerable.Repeat(new ServerFault.Packed(), 4)]), priority: BackgroundCopyJobPriority.Foreground, configure: Dynamic);

        (await FirstEndAsync(job)).Should().Be(BackgroundCopyJobState.Error);

        job.Error!.Code.Should().Be(HResults.BG_E_INVALID_SERVER_RESPONSE);
    }

    /// <summary>A file that is another one each time it is asked for is not asked for without end.</summary>
    [Fact]
    [Trait("Rule", "CONS-2")]
    public async Task File_ThatChangesWithEachAnswer_FailsAfterSomeTurns()
    {
        ServerFault?[] changes = [.. Enumerable.Range(1, 60).SelectMany(static i => new ServerFault?[] { null, new ServerFault.Replace(ServedFile.Of(100_000 + i)) })];
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole, changes));

        await FirstEndAsync(job);

        job.Error!.Code.Should().Be(HResults.BG_E_REMOTE_FILE_CHANGED);
    }

    [Fact]
    [Trait("Rule", "ERR-33")]
    public async Task Ranges_ThatTheFileHasNot_AreFoundWithTheAnswer()
    {
        BackgroundCopyJob job = Manager.CreateJob("job");
        job.AddFileWithRanges(Server.Serve("/f", Whole), Directory.NameOf("file"), [new BackgroundCopyFileRange(0, 10), new BackgroundCopyFileRange(99_990, 20)]);
        job.Resume();

        (await FirstEndAsync(job)).Should().Be(BackgroundCopyJobState.Error);

        job.Error!.Code.Should().Be(HResults.BG_E_INVALID_RANGE);
    }

    [Fact]
    [Trait("Rule", "PROP-30")]
    public async Task Redirect_ToAPathOfTheSameHost_IsFollowed()
    {
        Server.Serve("/there", Whole);
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole, new ServerFault.Redirect("/there"), new ServerFault.Redirect("there")));

        (await FirstEndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    [Trait("Rule", "ERR-27")]
    public async Task Connection_ThatIsNotMadeInTime_CannotBeMade()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        Options.ConnectTimeout = TimeSpan.FromMilliseconds(50);
        BackgroundCopyJob job = Fetch($"https://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/f");

        (await FirstEndAsync(job)).Should().Be(BackgroundCopyJobState.TransientError);

        job.Error!.Code.Should().Be(HResults.ERROR_WINHTTP_CANNOT_CONNECT);
    }

    [Theory]
    [Trait("Rule", "ERR-32")]
    [InlineData("proxy:99999")]
    [InlineData("proxy:port")]
    public async Task Proxy_WithAPortThatIsNone_IsInvalid(string proxy)
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole), configure: job => job.Proxy.Set(BackgroundCopyProxyUsage.Override, proxy));

        (await FirstEndAsync(job)).Should().Be(BackgroundCopyJobState.Error);

        job.Error!.Code.Should().Be(HResults.BG_E_INVALID_PROXY_INFO);
    }

    [Fact]
    [Trait("Rule", "LIFE-10")]
    public async Task Stop_BetweenNameAndFile_MakesNoFile()
    {
        TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        HttpTransport transport = new(new HttpTransportOptions { Handler = _ => new Answering(over) });
        string temporary = Directory.NameOf("temporary");
        StoppingHost host = new(new FileTarget(Directory.NameOf("file"), temporary));
        TransferLine line = transport.Connect(host, TimeProvider.System, 0);
        host.Handle = line.Open();

        host.Handle.Start(new TransferOrder(0, 1, 1, Foreground: true, "http://host.example/f", Directory.NameOf("file"), 0, FileVersion.Unknown, TransferSettings.Default));
        await over.Task.WaitAsync(Guard.Limit);

        File.Exists(temporary).Should().BeFalse();
        line.Close(0);
    }

    private static void Dynamic(BackgroundCopyJob job) => job.Properties.DynamicContent = true;

    /// <summary>A manager that stops an attempt just when it has told where the bytes go.</summary>
    private sealed class StoppingHost(FileTarget target) : ITransferHost
    {
        internal TransferHandle Handle { get; set; } = null!;

        FileTarget? ITransferHost.TargetOf(TransferHandle handle, int generation)
        {
            Handle.Stop(0);
            return target;
        }

        public void Push(TransferHandle handle, int generation, in TransferReport report)
        {
        }

        public void Schedule(TransferHandle handle, int generation, in ByteFlow flow, long instant, in TransferReport report) => throw new NotSupportedException();

        public void Refresh() => throw new NotSupportedException();

        public void Stir() => throw new NotSupportedException();

        public void Hint(int jobNumber, string text) => throw new NotSupportedException();

        void ITransferHost.Remark(string text)
        {
        }
    }

    /// <summary>Answers each request with an empty file, and tells when the answer has been read.</summary>
    private sealed class Answering(TaskCompletionSource over) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new Telling(over) });
    }

    private sealed class Telling(TaskCompletionSource over) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            over.TrySetResult();
            base.Dispose(disposing);
        }
    }
}
