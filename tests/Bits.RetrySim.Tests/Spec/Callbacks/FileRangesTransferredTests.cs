using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Hearing of parts of files that were asked for: 1,000 bytes come in a second.</summary>
public sealed class FileRangesTransferredTests : IDisposable
{
    private readonly BitsSimulation _bits = new();
    private readonly RecordingCallback _callback = new();
    private readonly BackgroundCopyJob _job;
    private readonly BackgroundCopyFile _file;

    public FileRangesTransferredTests()
    {
        _bits.Network.BitsPerSecond = 8_000;
        _bits.Network.Host("h").Resource("/f", 10_000);
        _job = _bits.Manager.CreateJob("job");
        _file = _job.AddFile("http://h/f", @"C:\f");
        _job.Properties.OnDemandMode = true;
        _job.NotifyFlags = BackgroundCopyNotifications.FileRangesTransferred;
        _job.NotifyInterface = _callback;
    }

    public void Dispose() => _bits.Dispose();

    [Fact]
    [Trait("Rule", "CB-11")]
    [Trait("Rule", "STATE-26")]
    public void RangesThatArrive_AreToldAsTheyDo()
    {
        _file.RequestFileRanges([new(8_000, 1_000), new(0, 2_000)]);
        _job.Resume();
        GoTo(5);

        Calls.Should().Equal("1.0s 8000+1000 Transferring", "3.0s 0+2000 Suspended");
        _callback.Calls.Should().AllSatisfy(call => (call.Kind, call.File).Should().Be((BackgroundCopyNotifications.FileRangesTransferred, _file)));
        _callback.Calls[0].ToString().Should().EndWith(", Ranges = 8000+1000 }");
        _bits.EventLog.Select(entry => entry.Detail).Should().Contain("FileRangesTransferred 1");
        string.Join('\n', _bits.EventLog).Should().Contain("FileRangesTransferred 1");
    }

    [Fact]
    [Trait("Rule", "CB-11")]
    [Trait("Rule", "CB-12")]
    public void RangesThatComeFast_AreToldTogetherOnceAnInterval()
    {
        _file.RequestFileRanges(Enumerable.Range(0, 10).Select(i => new BackgroundCopyFileRange(1_000 * i, 100)));
        _job.Resume();
        GoTo(5);
        Calls.Should().Equal("0.1s 0+100 Transferring", "0.6s 1000+100 2000+100 3000+100 4000+100 5000+100 Transferring", "1.1s 6000+100 7000+100 8000+100 9000+100 Suspended");

        _job.MinimumNotificationInterval = TimeSpan.FromSeconds(2);
        _file.RequestFileRanges([new(500, 100), new(600, 100)]);
        _job.Resume();
        GoTo(8);
        Calls.Skip(3).Should().Equal("5.1s 500+100 Transferring", "7.1s 600+100 Suspended");
    }

    [Fact]
    [Trait("Rule", "CB-11")]
    [Trait("Rule", "D-23")]
    public void LastRange_IsToldBeforeFileTransferredAndJobTransferred()
    {
        _job.NotifyFlags |= BackgroundCopyNotifications.FileTransferred | BackgroundCopyNotifications.JobTransferred | BackgroundCopyNotifications.JobModification;
        _job.MinimumNotificationInterval = TimeSpan.FromSeconds(60);
        _file.RequestFileRanges([new(0, 10_000)]);
        _job.Resume();
        GoTo(12);

        _callback.Calls.Where(call => call.Instant == TimeSpan.FromSeconds(10)).Select(call => call.Kind).Should().Equal(
            BackgroundCopyNotifications.FileRangesTransferred, BackgroundCopyNotifications.FileTransferred, BackgroundCopyNotifications.JobTransferred);
        _job.State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "CB-11")]
    public void FailingCall_IsRepeatedAndHoldsNothingBack()
    {
        _job.NotifyFlags |= BackgroundCopyNotifications.FileTransferred | BackgroundCopyNotifications.JobTransferred;
        _callback.FailNext(1, HResults.E_FAIL);
        _file.RequestFileRanges([new(0, 9_000), new(9_000, 1_000)]);
        _job.Resume();
        GoTo(1_000);

        _callback.Calls.Select(call => FormattableString.Invariant($"{call.Instant.TotalSeconds:0.0} {call.Kind} {Text(call)}")).Should().Equal(
            "9.0 FileRangesTransferred 0+9000", "10.0 FileTransferred ", "10.0 JobTransferred ", "609.0 FileRangesTransferred 0+9000 9000+1000");
    }

    [Fact]
    [Trait("Rule", "CB-11")]
    [Trait("Rule", "CB-5")]
    public void EndOfTheJob_EndsTheRepetitions()
    {
        _callback.FailNext(100, HResults.E_FAIL);
        _file.RequestFileRanges([new(0, 1_000)]);
        _job.Resume();
        GoTo(700);
        _callback.Calls.Should().HaveCount(2);

        _job.Cancel();
        GoTo(10_000);
        _callback.Calls.Should().HaveCount(2);
    }

    [Fact]
    [Trait("Rule", "CB-11")]
    public void RangesAskedForFromWithinTheCall_AreToldOnceEach()
    {
        int asked = 1;
        _job.NotifyInterface = new RecordingCallback(new BackgroundCopyCallback
        {
            FileRangesTransferred = (job, file, ranges) =>
            {
                ranges.Should().ContainSingle().Which.InitialOffset.Should().Be(2_000 * (asked - 1));
                if (asked < 5)
                {
                    file.RequestFileRanges([new(2_000 * asked++, 1_000)]);
                    job.Resume();
                }
            },
        });
        _file.RequestFileRanges([new(0, 1_000)]);
        _job.Resume();
        GoTo(20);

        (asked, _job.State, _job.Progress.BytesTransferred).Should().Be((5, Suspended, 5_000));
        ((RecordingCallback)_job.NotifyInterface).Calls.Should().HaveCount(5);
    }

    [Fact]
    [Trait("Rule", "CB-11")]
    [Trait("Rule", "CB-3")]
    public void WhoAsksForThemLater_HearsOfThoseSinceTheLastRequest()
    {
        _job.NotifyInterface = null;
        _file.RequestFileRanges([new(0, 1_000)]);
        _job.Resume();
        GoTo(2);
        _file.RequestFileRanges([new(5_000, 1_000)]);
        _job.Resume();
        GoTo(4);
        _job.NotifyInterface = _callback;
        GoTo(5);

        Calls.Should().Equal("4.0s 5000+1000 Suspended");
    }

    [Fact]
    [Trait("Rule", "CB-11")]
    public void BytesThatNobodyAskedFor_AreNotTold()
    {
        _job.Properties.OnDemandMode = false;
        _job.Resume();
        GoTo(1);
        _file.RequestFileRanges([new(500, 1_000), new(4_000, 500)]);
        GoTo(2);
        _job.Resume();
        GoTo(20);

        _job.State.Should().Be(Transferred);
        Calls.Should().Equal("1.5s 1000+500 Transferring", "2.0s 4000+500 Suspended");
    }

    [Fact]
    [Trait("Rule", "CB-11")]
    [Trait("Rule", "CONS-2")]
    public void FileReplaced_ItsRangesAreToldAgain()
    {
        _bits.Network.Host("h").Resource("/f").ChangesAt(TimeSpan.FromSeconds(1.5), 10_000, new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
        _file.RequestFileRanges([new(0, 1_000), new(5_000, 1_000)]);
        _job.Resume();
        GoTo(10);

        Calls.Should().Equal("1.0s 0+1000 Transferring", "2.5s 0+1000 Transferring", "3.5s 5000+1000 Suspended");
    }

    [Fact]
    [Trait("Rule", "CB-1")]
    [Trait("Rule", "CB-11")]
    public void CallbackThatDoesNotKnowTheCall_IsNotCalled()
    {
        _job.NotifyInterface = new Plain();
        _file.RequestFileRanges([new(0, 1_000)]);
        _job.Resume();
        GoTo(5);

        _job.State.Should().Be(Suspended);
        _bits.EventLog.Should().NotContain(entry => entry.Notification != null);
    }

    [Fact]
    [Trait("Rule", "CB-15")]
    [Trait("Rule", "CB-11")]
    public void NotificationClass_IsToldToo()
    {
        Guid id = new("0C6B7C79-0000-0000-0000-000000000001");
        RecordingCallback made = new();
        using BitsSimulation bits = new(options => options.NotificationClasses = asked => asked == id ? made : null);
        bits.Network.Host("h").Resource("/f", 10_000);
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.NotifyFlags = BackgroundCopyNotifications.FileRangesTransferred;
        job.Properties.NotificationClsid = id;
        job.AddFile("http://h/f", @"C:\f").RequestFileRanges([new(5, 10)]);
        job.Resume();
        bits.Clock.Advance(TimeSpan.FromSeconds(1));

        made.Calls.Should().ContainSingle().Which.Ranges.Should().Equal(new BackgroundCopyFileRange(5, 10));
    }

    private IEnumerable<string> Calls => _callback.Calls.Select(call => FormattableString.Invariant($"{call.Instant.TotalSeconds:0.0}s {Text(call)} {call.State}"));

    private static string Text(RecordedCall call) => string.Join(' ', call.Ranges.Select(range => FormattableString.Invariant($"{range.InitialOffset}+{range.Length}")));

    private void GoTo(double seconds) => _bits.Clock.AdvanceTo(TimeSpan.FromSeconds(seconds));

    private sealed class Plain : IBackgroundCopyCallback
    {
        public void JobTransferred(BackgroundCopyJob job)
        {
        }

        public void JobError(BackgroundCopyJob job, BackgroundCopyError error)
        {
        }

        public void JobModification(BackgroundCopyJob job)
        {
        }

        public void FileTransferred(BackgroundCopyJob job, BackgroundCopyFile file)
        {
        }
    }
}
