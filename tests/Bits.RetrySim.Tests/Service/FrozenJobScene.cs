using Microsoft.Extensions.Time.Testing;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>A service whose local files the test holds back.</summary>
public abstract class FrozenJobScene : IDisposable
{
    private protected const int AccessDenied = unchecked((int)0x80070005);

    private protected FrozenJobScene() => Bench = new ServiceBench(setup => setup with { Files = Files });

    private protected GatedFiles Files { get; } = new();

    private protected ServiceBench Bench { get; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Bench.Dispose();
        }
    }

    private protected static int Throw(string message) => throw new IOException(message);

    /// <summary>A service whose time nobody holds back while files are worked on.</summary>
    private protected (ServiceBench Bench, FakeTimeProvider Time) OnTimers()
    {
        FakeTimeProvider time = new();
        return (new ServiceBench(setup => setup with { Files = Files, Provider = time }), time);
    }

    private protected (BackgroundCopyJobState State, int Completed) Read(JobRecord job) =>
        Bench.Service.Reader.Read(job, static read => (read.Data.State, read.Files.ToArray().Count(file => file.IsCompleted)));

    /// <summary>A job all of whose files are here.</summary>
    private protected JobRecord Arrived(int files = 1)
    {
        JobRecord job = Bench.CreateJob(files);
        Bench.Service.Calls.Resume(job);
        Bench.Pump();
        for (int i = 0; i < files; i++)
        {
            Bench.AttemptOf(job).Arrive();
        }

        Bench.Pump();
        job.Data.State.Should().Be(Transferred);
        return job;
    }

    /// <summary>A job that waits for its retry.</summary>
    private protected static JobRecord Waiting(ServiceBench bench, FakeTimeProvider time)
    {
        JobRecord job = bench.CreateJob();
        bench.Service.Calls.Resume(job);
        time.Advance(TimeSpan.FromMilliseconds(1));
        bench.AttemptOf(job).FailHttp(503);
        job.Data.State.Should().Be(TransientError);
        return job;
    }

    /// <summary>Begins a call on another thread, which waits for the files when this returns.</summary>
    private protected CallOnThread BeginAndWait(Action call) => CallOnThread.BeginAndWait(call, () => Bench.Service.Asleep);

    /// <summary>Completes a job on another thread, which is inside the first rename when this returns.</summary>
    private protected Task<BackgroundCopyResult> CompleteInside(JobRecord job)
    {
        Files.OnRename = Files.Stay;
        Task<BackgroundCopyResult> complete = Task.Factory.StartNew(
            () => Bench.Service.Files.Complete(job), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Files.WaitUntilInside();
        return complete;
    }
}
