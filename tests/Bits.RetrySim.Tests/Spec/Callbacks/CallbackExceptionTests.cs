using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using static Bits.RetrySim.BackgroundCopyJobState;
using static Bits.RetrySim.BackgroundCopyNotifications;

namespace Bits.RetrySim.Tests;

/// <summary>What a callback throws is its answer; what is no HRESULT also reaches the test.</summary>
public sealed class CallbackExceptionTests
{
    [Fact]
    [Trait("Rule", "CB-4")]
    [SuppressMessage("Usage", "CA2201:Do not raise reserved exception types", Justification = "It is what a client's interop throws.")]
    public void Callback_ThrowsComException_FailsWithItsCodeAndNothingElse()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Error);
        int calls = 0;
        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (_, _) =>
            {
                if (++calls == 1)
                {
                    throw new COMException("busy", HResults.ERROR_SHARING_VIOLATION);
                }
            },
        };

        FluentActions.Invoking(() => bench.GoTo(100_000)).Should().NotThrow();

        calls.Should().Be(2);
        bench.Manager.EventLog.Events.Where(entry => entry.Kind == JobEventKind.Notification)
            .Select(entry => (entry.Instant.TotalSeconds, entry.HResult, entry.Detail))
            .Should().Equal((0, 0, "JobError"), (0, HResults.ERROR_SHARING_VIOLATION, "JobError"), (600, 0, "JobError"));
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    [Trait("Decision", "D-24")]
    public void Callback_ThrowsAnotherException_IsRepeatedAndRethrownAtTheEndOfTheAdvance()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Error);
        RecordingCallback callback = new(new BackgroundCopyCallback { JobError = (_, _) => Assertion() });
        job.NotifyInterface = callback;

        FormatException thrown = FluentActions.Invoking(() => bench.GoTo(1000)).Should().Throw<FormatException>().Which;

        thrown.StackTrace.Should().Contain(nameof(Assertion), "it is the first one, as it was");
        thrown.Data["Bits.RetrySim.FurtherExceptions"].Should().Be(1);

        callback.Lines().Should().Equal("0 JobError", "600 JobError");
        bench.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(1000), "everything else that was due has been done");
        FluentActions.Invoking(() => bench.GoTo(1100)).Should().NotThrow("it is told once");
        FluentActions.Invoking(() => bench.GoTo(1200)).Should().Throw<FormatException>().Which.Data.Contains("Bits.RetrySim.FurtherExceptions").Should().BeFalse();
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    [Trait("Decision", "D-24")]
    public void Callback_FailsForADay_IsTheFirstFailureAndOneLine()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("h").Fails(404);
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("http://h/f", @"C:\f");
        job.NotifyInterface = new BackgroundCopyCallback { JobError = (_, _) => Assertion() };
        job.Resume();

        FormatException thrown = bits.Invoking(it => it.Clock.Advance(TimeSpan.FromDays(1))).Should().Throw<FormatException>().Which;

        string remark = thrown.Data["Bits.RetrySim.Remark"].Should().BeOfType<string>().Which;
        remark.Should().StartWith("and 144 more like it until +1.00:00:00. ").And.Contain("RethrowCallbackExceptions = false");
        using StringWriter text = new();
        bits.WriteTo(text);
        text.ToString().Split('\n')[1].Should().Be($"Thrown: FormatException: {thrown.Message} ({remark})");
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    [Trait("Decision", "D-24")]
    public void Callbacks_ThrowSeveralKinds_TellTheFirstOfEachKindAndCountThem()
    {
        using BitsSimulation bits = new();
        int calls = 0;
        using ITimer timer = bits.Clock.CreateTimer(
            _ => throw (++calls % 3 == 0 ? new FormatException("third") : new InvalidTimeZoneException($"call {calls}")),
            null,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1));

        AggregateException thrown = bits.Invoking(it => it.Clock.Advance(TimeSpan.FromHours(1))).Should().Throw<AggregateException>().Which;

        thrown.InnerExceptions.Select(inner => inner.Message).Should().Equal("call 1", "third");
        thrown.Message.Should().StartWith("3,600 exceptions of 2 kinds were thrown until +01:00:00: 2,400 InvalidTimeZoneException, 1,200 FormatException. ");
    }

    [Theory]
    [Trait("Rule", "CB-4")]
    [Trait("Rule", "CB-7")]
    [Trait("Rule", "CB-10")]
    [InlineData(JobTransferred)]
    [InlineData(JobModification)]
    [InlineData(FileTransferred)]
    public void Callback_AnyEventThrows_IsRethrown(BackgroundCopyNotifications kind)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.NotifyFlags = kind;
        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobTransferred = _ => throw new FormatException(),
            JobModification = _ => throw new FormatException(),
            FileTransferred = (_, _) => throw new FormatException(),
        };

        FluentActions.Invoking(() => bench.Transfer(job)).Should().Throw<FormatException>();
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    [Trait("Decision", "D-24")]
    public void Callback_ThrowsDuringARun_TheRunGoesOnToItsEnd()
    {
        using BitsSimulation simulation = new();
        simulation.Network.Host("server.example").Resource("/a", 100);
        BackgroundCopyJob good = Job(simulation, "http://server.example/a");
        BackgroundCopyJob bad = Job(simulation, "http://server.example/missing");
        bad.NotifyInterface = new BackgroundCopyCallback { JobError = (_, _) => throw new InvalidOperationException("first") };
        good.NotifyInterface = new BackgroundCopyCallback { JobTransferred = _ => throw new FormatException("second") };

        Action run = () => simulation.Clock.RunUntil(() => false, TimeSpan.FromSeconds(10));

        run.Should().Throw<AggregateException>().Which.InnerExceptions.Select(exception => exception.Message).Should().BeEquivalentTo("first", "second");
        good.State.Should().Be(Transferred);
        simulation.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(10));
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    public void Callback_ThrowsAndNobodyWantsToKnow_IsAFailureOnly()
    {
        using Bench bench = new(options => options.RethrowCallbackExceptions = false);
        RecordingCallback callback = new(new BackgroundCopyCallback { JobError = (_, _) => throw new InvalidOperationException() });
        bench.JobIn(Error).NotifyInterface = callback;

        FluentActions.Invoking(() => bench.GoTo(600)).Should().NotThrow();

        callback.Lines().Should().Equal("0 JobError", "600 JobError");
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    public void RethrowCallbackExceptions_Default_IsOnInSimulationsOnly()
    {
        new BackgroundCopyManagerOptions().RethrowCallbackExceptions.Should().BeFalse();
        bool? inSimulation = null;
        using BitsSimulation simulation = new(options => inSimulation = options.RethrowCallbackExceptions);

        inSimulation.Should().BeTrue();
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    public void Callback_Throws_DoesNotComeOutOfClientCalls()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyInterface = new BackgroundCopyCallback { JobError = (_, _) => throw new InvalidOperationException("assertion") };

        FluentActions.Invoking(() =>
        {
            job.Description = "a call while the event is due";
            bench.CreateJob();
        }).Should().NotThrow();
        FluentActions.Invoking(bench.Pump).Should().Throw<InvalidOperationException>().WithMessage("assertion");
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void Callback_DisposesTheManagerAndThrows_IsStillRethrown()
    {
        using Bench bench = new();
        bench.JobIn(Error).NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (_, _) =>
            {
                bench.Manager.Dispose();
                throw new InvalidOperationException("assertion");
            },
        };

        FluentActions.Invoking(() => bench.GoTo(10)).Should().Throw<InvalidOperationException>("a failed assertion must not get lost").WithMessage("assertion");
    }

    private static void Assertion() => throw new FormatException("assertion");

    private static BackgroundCopyJob Job(BitsSimulation simulation, string remoteName)
    {
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        job.AddFile(remoteName, @"C:\a");
        job.Resume();
        return job;
    }
}
