using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>The class of which an object is made when the client has none to be called.</summary>
public sealed class NotifyClassTests
{
    private static readonly Guid Class = new("11111111-2222-3333-4444-555555555555");

    private readonly RecordingCallback _made = new();
    private readonly List<Guid> _asked = [];

    [Fact]
    [Trait("Rule", "PROP-2")]
    [Trait("Rule", "PROP-10")]
    [Trait("Rule", "DEF-notification-clsid")]
    public void NotificationClsid_ByNameAndNumber_IsTheSame()
    {
        using Bench bench = Make();
        BackgroundCopyJobProperties properties = bench.CreateJob().Properties;
        properties.NotificationClsid.Should().Be(Guid.Empty);

        properties.Set(BackgroundCopyJobPropertyId.NotificationClsid, Class);
        (properties.NotificationClsid, properties.Get(BackgroundCopyJobPropertyId.NotificationClsid)).Should().Be((Class, (object)Class));
        properties.NotificationClsid = Guid.Empty;
        properties.NotificationClsid.Should().Be(Guid.Empty);
    }

    [Fact]
    [Trait("Rule", "CB-15")]
    public void Event_NoObject_IsToldToANewObjectOfTheClass()
    {
        using Bench bench = Make();
        bench.JobIn(Transferred, job =>
        {
            job.NotifyFlags |= BackgroundCopyNotifications.FileTransferred | BackgroundCopyNotifications.JobModification;
            job.Properties.NotificationClsid = Class;
        });
        bench.GoTo(100_000);

        _made.Calls.Select(call => call.Kind.ToString()).Should().Contain(["FileTransferred", "JobTransferred", "JobModification"]);
        _asked.Should().HaveCount(_made.Calls.Count).And.OnlyContain(id => id == Class);
    }

    [Fact]
    [Trait("Rule", "CB-15")]
    public void Event_ObjectSet_IsNotToldToTheClass()
    {
        using Bench bench = Make();
        RecordingCallback callback = new();
        callback.FailNext(1, HResults.E_FAIL);
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyInterface = callback;
        job.Properties.NotificationClsid = Class;
        bench.GoTo(100_000);

        callback.Lines().Should().Equal("0 JobError", "600 JobError");
        _asked.Should().BeEmpty();
    }

    [Theory]
    [Trait("Rule", "CB-15")]
    [InlineData(true)]
    [InlineData(false)]
    public void Event_ClassFailsOrIsNotMade_IsTakenByTheCommand(bool isMade)
    {
        int runs = 0;
        using Bench bench = new(options =>
        {
            options.NotificationClasses = id =>
            {
                _asked.Add(id);
                return isMade ? _made : null;
            };
            options.CommandStarter = _ => runs++;
        });
        _made.FailNext(10, HResults.E_FAIL);
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyCommand.Set(@"C:\done.exe");
        job.Properties.NotificationClsid = Class;
        bench.GoTo(100_000);

        (_asked.Count, _made.Calls.Count, runs).Should().Be((1, isMade ? 1 : 0, 1));
    }

    [Fact]
    [Trait("Rule", "CB-15")]
    public void Event_ClassNotMadeAndNoCommand_IsToldAgainAfterTheDelay()
    {
        using Bench bench = new(options => options.NotificationClasses = id =>
        {
            _asked.Add(id);
            return _asked.Count < 3 ? null : _made;
        });
        BackgroundCopyJob job = bench.JobIn(Error);
        job.Properties.NotificationClsid = Class;
        bench.GoTo(100_000);

        _made.Lines().Should().Equal("1200 JobError");
        bench.Log.Events.Count(entry => entry.Kind == JobEventKind.Notification && entry.HResult == unchecked((int)0x80040154)).Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "CB-15")]
    public void NotificationClsid_NobodyMakesObjects_IsHintedAtAndTheCommandRuns()
    {
        int runs = 0;
        using Bench bench = new(options => options.CommandStarter = _ => runs++);
        BackgroundCopyJob job = bench.JobIn(Error);
        job.Properties.NotificationClsid = Class;
        job.NotifyCommand.Set(@"C:\done.exe");
        bench.GoTo(100_000);

        runs.Should().Be(1);
        bench.Log.Events.Should().ContainSingle(entry => entry.Kind == JobEventKind.Hint).Which.Hint.Should().Contain("NotificationClasses");
    }

    [Fact]
    [Trait("Rule", "CLOCK-7")]
    [Trait("Rule", "PROP-2")]
    public void RestartService_ClassSet_IsKeptAndToldWhatComesLater()
    {
        using Bench bench = Make();
        BackgroundCopyJob job = bench.CreateJob();
        job.NotifyInterface = new RecordingCallback();
        job.Properties.NotificationClsid = Class;
        bench.GoTo(10);
        bench.Manager.RestartService();
        job.Properties.NotificationClsid.Should().Be(Class);

        bench.Transfer(job);
        bench.GoTo(100);
        _made.Lines().Should().Equal("10 JobTransferred");
    }

    private Bench Make() => new(options => options.NotificationClasses = id =>
    {
        _asked.Add(id);
        return _made;
    });
}
