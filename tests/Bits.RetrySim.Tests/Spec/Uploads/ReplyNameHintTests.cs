namespace Bits.RetrySim.Tests;

/// <summary>Replies that are to be written where something else is, or will be.</summary>
[Trait("Rule", "UP-6")]
[Trait("Rule", "FILE-5")]
public sealed class ReplyNameHintTests : IDisposable
{
    private const string Target = @"C:\Logs\answer.txt";

    private readonly UploadBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Reply_ToTheFileThatIsSent_IsHintedAt()
    {
        BackgroundCopyJob job = _bench.Create(BackgroundCopyJobType.UploadReply);
        Hints().Should().BeEmpty();
        job.Reply!.FileName = @"c:\LOGS\today.zip";

        Hints().Should().Equal(@"The reply has the local name of the file that is sent: c:\LOGS\today.zip. Complete replaces that file.");
    }

    [Fact]
    public void Reply_NamedBeforeItsFileIsAdded_IsHintedAtThen()
    {
        BackgroundCopyJob job = _bench.Bits.Manager.CreateJob("job", BackgroundCopyJobType.UploadReply);
        job.Reply!.FileName = UploadBench.LocalName;
        Hints().Should().BeEmpty("it may be another file");
        job.AddFile(UploadBench.RemoteName, UploadBench.LocalName);

        Hints().Should().Equal(@"The reply has the local name of the file that is sent: C:\Logs\today.zip. Complete replaces that file.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Reply_ToTheDestinationOfAnotherJob_IsHintedAtWhicheverComesFirst(bool isReplyFirst)
    {
        BackgroundCopyJob download = _bench.Bits.Manager.CreateJob("download");
        BackgroundCopyJob upload = _bench.Create(BackgroundCopyJobType.UploadReply);
        foreach (bool isReply in new[] { isReplyFirst, !isReplyFirst })
        {
            if (isReply)
            {
                upload.Reply!.FileName = Target;
            }
            else
            {
                download.AddFile("https://srv.example/f", Target);
            }
        }

        Hints().Should().Equal(isReplyFirst
            ? @"File 1 has the local name of the reply of job 2, which is not finished: C:\Logs\answer.txt. The one completed last stays."
            : @"The reply has the local name of file 1 of job 1, which is not finished: C:\Logs\answer.txt. The one completed last stays.");
    }

    [Fact]
    public void Reply_ThatWentElsewhereOrWhoseJobIsOver_IsNothingToHintAt()
    {
        BackgroundCopyJob first = _bench.Create(BackgroundCopyJobType.UploadReply);
        BackgroundCopyJob second = _bench.Create(BackgroundCopyJobType.UploadReply);
        first.Reply!.FileName = Target;
        first.Reply!.FileName = @"C:\Logs\elsewhere.txt";
        second.Reply!.FileName = Target;
        Hints().Should().BeEmpty();
        second.Cancel();
        first.Reply!.FileName = Target;

        Hints().Should().BeEmpty();
    }

    [Fact]
    public void Reply_OfTwoJobs_IsHintedAt()
    {
        BackgroundCopyJob first = _bench.Create(BackgroundCopyJobType.UploadReply);
        BackgroundCopyJob second = _bench.Create(BackgroundCopyJobType.UploadReply);
        first.Reply!.FileName = Target;
        second.Reply!.FileName = Target;

        Hints().Should().Equal(@"The reply has the local name of the reply of job 1, which is not finished: C:\Logs\answer.txt. The one completed last stays.");
    }

    [Fact]
    public void Reply_WithoutAName_HasOneOfItsOwn()
    {
        _bench.Create(BackgroundCopyJobType.UploadReply);
        _bench.Create(BackgroundCopyJobType.UploadReply);
        _bench.Create();

        Hints().Should().BeEmpty();
    }

    private IEnumerable<string> Hints() => _bench.Bits.EventLog.Events.Where(entry => entry.Kind == JobEventKind.Hint).Select(entry => entry.Hint);
}
