using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using System.Text;
using Bits.RetrySim;
using Bits.RetrySim.Interop;
using IBackgroundCopyCallback = Bits.RetrySim.Interop.IBackgroundCopyCallback;

namespace BitsClients;

/// <summary>
/// What Microsoft's pages on using BITS show, step by step, with nothing changed but who makes the manager: creating a job, polling it, registering a callback, uploading with a reply, looking at
/// files, jobs and errors.
/// </summary>
public sealed partial class DocumentedPatternsTests : IDisposable
{
    private const string Upload = @"C:\Logs\today.zip";
    private const string Target = "https://srv.example/in/today.zip";
    private const string Reply = @"C:\Logs\reply.txt";

    private readonly ComBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private BitsSimulation Bits => _bench.Simulation;

    private IBackgroundCopyManager Manager => _bench.Manager;

    /// <summary>Creating a job, adding files to it, starting it, and polling for its state.</summary>
    [Fact]
    public void Polling_ForTheStateOfTheJob_EndsWithComplete()
    {
        List<BG_JOB_STATE> seen = [];
        Bits.Network.BitsPerSecond = 800_000;
        Bits.Network.Host("cdn.example").OnRequest(1, SimulatedFault.HttpStatus(503));

        Bits.Run(() => PollAsync(seen));

        seen.Distinct().Should().Equal(
            BG_JOB_STATE.BG_JOB_STATE_QUEUED, BG_JOB_STATE.BG_JOB_STATE_TRANSIENT_ERROR, BG_JOB_STATE.BG_JOB_STATE_TRANSFERRING, BG_JOB_STATE.BG_JOB_STATE_TRANSFERRED);
        Bits.Files.Delivered.Should().ContainSingle().Which.LocalName.Should().Be(ComBench.Local);
        Manager.Jobs().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "ERR-1")]
    public void Polling_OfAFileThatIsNotThere_ReadsTheErrorAndCancels()
    {
        List<BG_JOB_STATE> seen = [];

        string? description = Bits.Run(() => PollAsync(seen, "https://cdn.example/gone.zip"));

        seen.Should().EndWith(BG_JOB_STATE.BG_JOB_STATE_ERROR);
        description.Should().Be(BackgroundCopyManager.GetErrorDescription(HResults.BG_E_HTTP_ERROR_404));
        Manager.Jobs().Should().BeEmpty();
    }

    /// <summary>Registering a COM callback: JobTransferred completes, JobError reads the error and cancels.</summary>
    [Theory]
    [Trait("Rule", "CB-1")]
    [InlineData("app.zip", "transferred", BG_JOB_STATE.BG_JOB_STATE_ACKNOWLEDGED)]
    [InlineData("gone.zip", "0x80190194 BG_ERROR_CONTEXT_REMOTE_FILE https://cdn.example/gone.zip", BG_JOB_STATE.BG_JOB_STATE_CANCELLED)]
    public void Callback_OfTheDocumentation_IsCalled(string file, string told, BG_JOB_STATE end)
    {
        NotifyInterface notify = new();
        Manager.CreateJob("MyJobName", BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out _, out IBackgroundCopyJob job);
        job.SetNotifyInterface(notify);
        job.SetNotifyFlags(BitsConstants.BG_NOTIFY_JOB_TRANSFERRED | BitsConstants.BG_NOTIFY_JOB_ERROR);
        job.AddFile($"https://cdn.example/{file}", ComBench.Local);
        job.Resume();

        _bench.Advance(60);

        notify.Told.Should().Equal(told);
        job.State().Should().Be(end);
    }

    /// <summary>Creating an upload-reply job, and retrieving the reply: as data where it is short, else from its file.</summary>
    [Fact]
    [Trait("Rule", "UP-6")]
    public void UploadReply_IsSent_AndItsReplyRetrieved()
    {
        Bits.Network.BitsPerSecond = 8_000_000;
        Bits.Network.LocalSource(Upload, 1_000_000);
        Bits.Network.Host("srv.example").UploadTarget("/in/today.zip").Application.RepliesWith("thank you");

        Manager.CreateJob("MyJobName", BG_JOB_TYPE.BG_JOB_TYPE_UPLOAD_REPLY, out _, out IBackgroundCopyJob job);
        IBackgroundCopyJob2 job2 = (IBackgroundCopyJob2)job;
        job2.AddFile(Target, Upload);
        job2.SetReplyFileName(Reply);
        job2.Resume();
        _bench.Advance(0.5);
        job2.GetProgress(out BG_JOB_PROGRESS half);
        half.BytesTransferred.Should().Be(500_000);
        _bench.Advance(5);

        job2.State().Should().Be(BG_JOB_STATE.BG_JOB_STATE_TRANSFERRED);
        job2.GetReplyProgress(out BG_JOB_REPLY_PROGRESS progress);
        progress.Should().Be(new BG_JOB_REPLY_PROGRESS { BytesTotal = 9, BytesTransferred = 9 });
        ReplyData(job2).Should().Be("thank you");
        job2.Complete().Should().Be(0);
        Bits.Files.Delivered.Should().ContainSingle().Which.LocalName.Should().Be(Reply);
    }

    /// <summary>Enumerating the jobs of the queue and the files of each, and what is known of their progress.</summary>
    [Fact]
    [Trait("Rule", "FILE-21")]
    public void Enumerating_JobsAndTheirFiles_TellsNamesAndProgress()
    {
        Manager.CreateJob("one", BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out _, out IBackgroundCopyJob one);
        one.AddFileSet(2, [new BG_FILE_INFO { RemoteName = ComBench.Url, LocalName = @"C:\a" }, new BG_FILE_INFO { RemoteName = ComBench.Url, LocalName = @"C:\b" }]);
        Manager.CreateJob("two", BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out _, out _);
        one.Resume();
        _bench.Advance(60);
        List<string> lines = [];

        Manager.EnumJobs(0, out IEnumBackgroundCopyJobs jobs);
        jobs.GetCount(out uint count);
        IBackgroundCopyJob?[] next = new IBackgroundCopyJob?[1];
        for (uint i = 0; i < count && jobs.Next(1, next, out _) == 0; i++)
        {
            next[0]!.GetDisplayName(out string name);
            lines.Add(name);
            foreach (IBackgroundCopyFile file in next[0]!.Files())
            {
                file.GetLocalName(out string local);
                file.GetProgress(out BG_FILE_PROGRESS progress);
                lines.Add(FormattableString.Invariant($"  {local} {progress.BytesTransferred} of {progress.BytesTotal}"));
            }
        }

        lines.Should().Equal("one", @"  C:\a 1000000 of 1000000", @"  C:\b 1000000 of 1000000", "two");
    }

    /// <summary>Determining the version of BITS: a newer interface is asked for, and refused.</summary>
    [Theory]
    [Trait("Rule", "COM-5")]
    [InlineData(BitsVersion.V1_5, false)]
    [InlineData(BitsVersion.V2_0, true)]
    public void Version_IsFoundByAskingForAnInterface(BitsVersion version, bool hasRanges)
    {
        using ComBench bench = new(version);
        IBackgroundCopyJob job = bench.Create();

        if (job is IBackgroundCopyJob3 newer)
        {
            newer.AddFileWithRanges(ComBench.Url, ComBench.Local, 1, [new BG_FILE_RANGE { InitialOffset = 10, Length = 20 }]);
        }
        else
        {
            job.AddFile(ComBench.Url, ComBench.Local);
        }

        job.Resume();
        bench.Advance(60);
        job.GetProgress(out BG_JOB_PROGRESS progress);
        progress.BytesTransferred.Should().Be(hasRanges ? 20u : 1_000_000u);
    }

    private async Task<string?> PollAsync(List<BG_JOB_STATE> seen, string url = ComBench.Url)
    {
        Manager.CreateJob("MyJobName", BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out _, out IBackgroundCopyJob job);
        job.AddFile(url, ComBench.Local);
        job.Resume();
        while (true)
        {
            job.GetState(out BG_JOB_STATE state);
            seen.Add(state);
            if (state == BG_JOB_STATE.BG_JOB_STATE_TRANSFERRED)
            {
                job.Complete();
                return null;
            }

            if (state == BG_JOB_STATE.BG_JOB_STATE_ERROR)
            {
                job.GetError(out IBackgroundCopyError? error);
                error!.GetErrorDescription(0x0409, out string description);
                job.Cancel();
                return description;
            }

            await Task.Delay(TimeSpan.FromSeconds(0.5), Bits.Clock);
        }
    }

    private static string ReplyData(IBackgroundCopyJob2 job)
    {
        ulong length = 0;
        job.GetReplyData(out nint buffer, ref length);
        byte[] data = new byte[(int)length];
        Marshal.Copy(buffer, data, 0, data.Length);
        Marshal.FreeCoTaskMem(buffer);
        return Encoding.UTF8.GetString(data);
    }

    [GeneratedComClass]
    internal sealed partial class NotifyInterface : IBackgroundCopyCallback
    {
        internal List<string> Told { get; } = [];

        public int JobTransferred(IBackgroundCopyJob job)
        {
            Told.Add("transferred");
            return job.Complete();
        }

        public int JobError(IBackgroundCopyJob job, IBackgroundCopyError error)
        {
            error.GetError(out BG_ERROR_CONTEXT context, out int code);
            error.GetFile(out IBackgroundCopyFile file);
            file.GetRemoteName(out string name);
            Told.Add($"0x{code:X8} {context} {name}");
            return job.Cancel();
        }

        public int JobModification(IBackgroundCopyJob job, uint reserved) => 0;
    }
}
