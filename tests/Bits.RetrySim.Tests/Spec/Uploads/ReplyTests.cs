using System.Text;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Uploads whose answer is fetched.</summary>
public sealed class ReplyTests : IDisposable
{
    private const string ReplyName = @"C:\Logs\reply.txt";

    private readonly UploadBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    [Trait("Rule", "UP-6")]
    [Trait("Rule", "STATE-7")]
    [Trait("Rule", "CB-10")]
    [Trait("Rule", "PROG-7")]
    public void Reply_IsFetchedWhenTheFileHasBeenTaken()
    {
        SimulatedResource reply = _bench.Application.RepliesWith(new string('x', 500_000));
        BackgroundCopyJob job = _bench.Create(BackgroundCopyJobType.UploadReply);
        job.Reply!.FileName = ReplyName;
        job.Reply!.Progress.Should().Be(new BackgroundCopyFileProgress(null, 0, false));
        job.Resume();

        _bench.Advance(1.25);
        (job.State, job.Reply!.Progress).Should().Be((Transferring, new BackgroundCopyFileProgress(500_000, 250_000, false)));
        job.Progress.Should().Be(new BackgroundCopyJobProgress(UploadBench.Size, UploadBench.Size, 1, 1));
        _bench.Advance(0.25);

        (job.State, job.Files.Count, job.Reply!.Progress.BytesTransferred, reply.RequestCount).Should().Be((Transferred, 1, 500_000, 1));
        _bench.Callback.Calls.Select(call => (call.Kind, call.File?.LocalName ?? "")).Should().Equal((BackgroundCopyNotifications.FileTransferred, ReplyName), (BackgroundCopyNotifications.JobTransferred, ""));
        Encoding.UTF8.GetString(job.Reply!.GetData()).Should().Be(new string('x', 500_000));
        job.Complete().Should().Be(BackgroundCopyResult.Ok);
        DeliveredFile delivered = _bench.Bits.Files.Delivered.Should().ContainSingle().Subject;
        (delivered.LocalName, delivered.Size, delivered.RemoteName).Should().Be((ReplyName, 500_000, "https://srv.example/in/today.zip/reply"));
        _bench.Bits.Files.Temporary.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "UP-6")]
    public void Reply_ThatTheApplicationDoesNotHave_IsEmpty()
    {
        BackgroundCopyJob job = _bench.Run(seconds: 1, BackgroundCopyJobType.UploadReply);

        (job.State, job.Reply!.Progress).Should().Be((Transferred, new BackgroundCopyFileProgress(0, 0, false)));
        job.Reply!.GetData().Should().BeEmpty();
        job.Complete();
        _bench.Bits.Files.Delivered.Should().ContainSingle().Which.LocalName.Should().Be(@"C:\Logs\BIT1-reply.tmp");
    }

    [Fact]
    [Trait("Rule", "UP-6")]
    public void Reply_OfAnotherServer_ComesFromThere()
    {
        _bench.Bits.Network.Host("other.example").Resource("/answers/1", 8);
        _bench.Application.RepliesFrom("http://other.example/answers/1");
        BackgroundCopyJob job = _bench.Run(seconds: 2, BackgroundCopyJobType.UploadReply);

        job.State.Should().Be(Transferred);
        job.Reply!.GetData().Should().Equal(new byte[8]);
        _bench.Bits.Network.Host("other.example").Requests.Should().ContainSingle().Which.Method.Should().Be("GET");
    }

    [Fact]
    [Trait("Rule", "ERR-11")]
    public void Error_OfTheReply_ShowsByTheSizeOfTheReply()
    {
        _bench.Application.RepliesWith(500_000).DropsAt(100_000);
        _bench.Target.OnRequest(1, SimulatedFault.HttpStatus(500));
        BackgroundCopyJob job = _bench.Run(seconds: 0.5, BackgroundCopyJobType.UploadReply);
        (job.State, job.Error!.Context, job.Error.File, job.Reply!.Progress.BytesTotal).Should().Be((TransientError, BackgroundCopyErrorContext.RemoteFile, job.Files[0], null));

        _bench.Advance(602);
        (job.State, job.Error!.Code, job.Error.Context, job.Error.File, job.Reply!.Progress)
            .Should().Be((TransientError, HResults.ERROR_WINHTTP_CONNECTION_ERROR, BackgroundCopyErrorContext.RemoteFile, job.Files[0], new BackgroundCopyFileProgress(500_000, 100_000, false)));
        _bench.Application.Received.Should().ContainSingle("what has been sent is not sent again");
        _bench.Target.RequestCount.Should().Be(2);
    }

    [Theory]
    [Trait("Rule", "UP-6")]
    [Trait("Rule", "PROG-7")]
    [Trait("Rule", "METHOD-GetReplyData")]
    [Trait("Rule", "METHOD-SetReplyFileName")]
    [InlineData(BackgroundCopyJobType.Download)]
    [InlineData(BackgroundCopyJobType.Upload)]
    public void Reply_OfAnotherType_IsNone(BackgroundCopyJobType type)
    {
        BackgroundCopyJob job = _bench.Bits.Manager.CreateJob("job", type);

        job.Reply.Should().BeNull();
    }

    [Theory]
    [Trait("Rule", "LIM-13")]
    [Trait("Rule", "METHOD-GetReplyData")]
    [InlineData(1_048_576, 0)]
    [InlineData(1_048_577, HResults.BG_E_TOO_LARGE)]
    public void GetData_OfALargeReply_HasALimit(long size, int expected)
    {
        _bench.Application.RepliesWith(size);
        BackgroundCopyJob job = _bench.Run(seconds: 5, BackgroundCopyJobType.UploadReply);

        if (expected == 0)
        {
            job.Reply!.GetData().Length.Should().Be((int)size);
        }
        else
        {
            Refusal.Of(() => job.Reply!.GetData()).Should().Be(expected);
        }
    }

    [Fact]
    [Trait("Rule", "METHOD-GetReplyData")]
    [Trait("Rule", "METHOD-SetReplyFileName")]
    public void Reply_InEachState_IsReadOrNamedAsTheTableSays()
    {
        _bench.Application.RepliesWith(1_000_000).DropsAt(100_000, once: true);
        _bench.Bits.Network.Latency = TimeSpan.FromSeconds(1);
        _bench.Target.OnRequest(1, SimulatedFault.HttpStatus(500));
        BackgroundCopyJob job = _bench.Create(BackgroundCopyJobType.UploadReply);
        List<(BackgroundCopyJobState, int, int)> results = [];
        Ask();
        job.Resume();
        Ask();
        _bench.Advance(0.5);
        Ask();
        _bench.Advance(1);
        Ask();
        job.NoProgressTimeout = TimeSpan.Zero;
        Ask();
        job.NoProgressTimeout = TimeSpan.FromDays(1);
        job.Resume();
        _bench.Advance(1.5);
        Ask();
        _bench.Advance(1.55);
        Ask();
        _bench.Advance(1);
        Ask();
        job.Suspend();
        Ask();
        job.Resume();
        _bench.Advance(5);
        Ask();
        job.Complete();
        Ask();

        const int No = HResults.BG_E_INVALID_STATE;
        results.Should().Equal(
            (Suspended, No, 0), (Queued, No, 0), (Connecting, No, 0), (TransientError, No, 0), (Error, No, 0), (Transferring, No, 0),
            (Transferring, No, No), (TransientError, No, No), (Suspended, No, No), (Transferred, 0, No), (Acknowledged, No, No));

        void Ask() => results.Add((job.State, CodeOf(() => job.Reply!.GetData()), CodeOf(() => job.Reply!.FileName = ReplyName)));
    }

    [Fact]
    [Trait("Rule", "UP-6")]
    [Trait("Rule", "METHOD-SetReplyFileName")]
    public void FileName_BeforeAndAfterTheFileIsAdded_IsWhereTheReplyGoes()
    {
        BackgroundCopyJob job = _bench.Bits.Manager.CreateJob("upload", BackgroundCopyJobType.UploadReply);
        job.Reply!.FileName.Should().BeNull();
        job.Reply!.FileName = @"C:\one.txt";
        _bench.Bits.Files.Temporary.Should().BeEmpty();
        job.AddFile(UploadBench.RemoteName, UploadBench.LocalName);
        job.Reply!.FileName.Should().Be(@"C:\one.txt");
        _bench.Bits.Files.Temporary.Should().Equal(@"C:\one.txt");
        job.Reply!.FileName = @"C:\two.txt";
        _bench.Bits.Files.Temporary.Should().Equal(@"C:\two.txt");

        _bench.Bits.Files.DenyWrite(@"C:\three.txt");
        Refusal.Of(() => job.Reply!.FileName = @"C:\three.txt").Should().Be(HResults.E_ACCESSDENIED);
        Refusal.Of(() => job.Reply!.FileName = "three.txt").Should().Be(HResults.E_INVALIDARG);
        Refusal.Of(() => job.Reply!.FileName = null).Should().Be(HResults.E_INVALIDARG);
        job.Reply!.FileName.Should().Be(@"C:\two.txt");
        job.Cancel();
        _bench.Bits.Files.Temporary.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "LIFE-10")]
    [Trait("Rule", "METHOD-SetReplyFileName")]
    public void FileName_WhoseTemporaryFileCannotBeDeleted_Stays()
    {
        BackgroundCopyJob job = _bench.Create(BackgroundCopyJobType.UploadReply);
        job.Reply!.FileName = ReplyName;
        _bench.Bits.Files.FailDelete(ReplyName);

        Refusal.Of(() => job.Reply.FileName = @"C:\other.txt").Should().Be(HResults.E_ACCESSDENIED);
        (job.Reply.FileName, _bench.Bits.Files.Temporary.Single()).Should().Be((ReplyName, ReplyName));
        job.Cancel().Should().Be(BackgroundCopyResult.UnableToDeleteFiles);
    }

    [Fact]
    [Trait("Rule", "UP-6")]
    public void Reply_ThatIsReplacedBeforeItIsFetched_HoldsAsManyBytesAsItHas()
    {
        _bench.Application.RepliesWith("hello").ChangesAt(TimeSpan.FromSeconds(0.5), 3, SimulatedResource.DefaultTimeStamp);
        BackgroundCopyJob job = _bench.Run(seconds: 2, BackgroundCopyJobType.UploadReply);

        (job.Reply!.Progress.BytesTransferred, job.Reply.GetData().Length).Should().Be((3, 3));
    }

    [Fact]
    [Trait("Rule", "UP-6")]
    [Trait("Rule", "FILE-24")]
    public void Reply_OfATargetWithTwoSlashes_IsOnItsHostAndFetchedWhole()
    {
        _bench.Host.UploadTarget("//x/in").Application.RepliesWith("yes");
        BackgroundCopyJob job = _bench.Bits.Manager.CreateJob("upload", BackgroundCopyJobType.UploadReply);
        job.AddFile("https://srv.example//x/in", UploadBench.LocalName);
        job.NotifyInterface = _bench.Callback;
        job.NotifyFlags = BackgroundCopyNotifications.FileTransferred;
        job.Resume();
        _bench.Advance(2);

        (job.State, job.Reply!.GetData().Length).Should().Be((Transferred, 3));
        BackgroundCopyFile reply = _bench.Callback.Calls.Single().File!;
        Refusal.Of(() => reply.UpdateDownloadPosition(1)).Should().Be(HResults.BG_E_RANDOM_ACCESS_NOT_SUPPORTED);
        Refusal.Of(() => reply.RequestFileRanges([new BackgroundCopyFileRange(0, 1)])).Should().Be(HResults.BG_E_RANDOM_ACCESS_NOT_SUPPORTED);
    }

    [Fact]
    [Trait("Rule", "FILE-6")]
    public void AddFile_WhoseReplyCannotBeWritten_IsDenied()
    {
        _bench.Bits.Files.DenyWrite(ReplyName);
        _bench.Bits.Files.DenyWrite(UploadBench.LocalName);
        BackgroundCopyJob job = _bench.Bits.Manager.CreateJob("upload", BackgroundCopyJobType.UploadReply);
        _bench.Bits.Files.Restore(ReplyName);
        job.Reply!.FileName = ReplyName;
        _bench.Bits.Files.DenyWrite(ReplyName);

        Refusal.Of(() => job.AddFile(UploadBench.RemoteName, UploadBench.LocalName)).Should().Be(HResults.E_ACCESSDENIED);
        job.Files.Should().BeEmpty();
        _bench.Bits.Files.Restore(ReplyName);
        job.AddFile(UploadBench.RemoteName, UploadBench.LocalName);
        job.Files.Should().ContainSingle("what is sent has not to be writable");
    }

    private static int CodeOf(Action call)
    {
        try
        {
            call();
            return 0;
        }
        catch (BitsException exception)
        {
            return exception.HResult;
        }
    }
}
