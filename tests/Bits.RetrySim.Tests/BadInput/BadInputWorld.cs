using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>One of everything: jobs in every state, a scripted network with a download under way, and all that can be handed bad input.</summary>
internal sealed class BadInputWorld : IDisposable
{
    private readonly Dictionary<BackgroundCopyJobState, BackgroundCopyJob> _jobs = [];

    internal BadInputWorld()
    {
        foreach (BackgroundCopyJobState state in new[] { Transferred, Error, TransientError, Acknowledged, Cancelled, Suspended, Queued, Connecting, Transferring })
        {
            _jobs[state] = Bench.JobIn(state, priority: BackgroundCopyJobPriority.Foreground);
        }

        Empty = Bench.Manager.CreateJob("empty");
        Simulation.Network.BitsPerSecond = 8_000;
        Resource = Simulation.Network.Host("server.example").Resource("/a", 100_000);
        UploadTarget = Simulation.Network.Host("server.example").UploadTarget("/in");
        Simulation.Network.LocalSource(@"C:\up", 5);
        Upload = Simulation.Manager.CreateJob("upload", BackgroundCopyJobType.UploadReply);
        Upload.AddFile("http://server.example/in", @"C:\up");
        Download = Simulation.Manager.CreateJob("download");
        Download.AddFile("http://server.example/a", @"C:\a");
        Download.NotifyFlags |= BackgroundCopyNotifications.FileTransferred;
        Download.NotifyInterface = Callback;
        Download.Resume();
        Simulation.Clock.AdvanceTo(TimeSpan.FromSeconds(10));
        Bench.Clock.AdvanceTo(TimeSpan.FromSeconds(10));
    }

    /// <summary>Nine jobs, one in each state, and an empty one, whose attempts nobody drives on.</summary>
    internal Bench Bench { get; } = new(options =>
    {
        options.Policy = new GroupPolicy { MaxJobsPerUser = 10, MaxFilesPerJob = 2 };
    });

    /// <summary>A download that takes 100 seconds and is at its tenth.</summary>
    internal BitsSimulation Simulation { get; } = new();

    internal BackgroundCopyManager Manager => Bench.Manager;

    internal BitsEnvironment Environment => Bench.Environment;

    /// <summary>The job that is waiting for its retry.</summary>
    internal BackgroundCopyJob Job => _jobs[TransientError];

    internal BackgroundCopyJob Empty { get; }

    internal BackgroundCopyJob Download { get; }

    internal SimulatedNetwork Network => Simulation.Network;

    internal SimulatedHost Host => Network.Host("server.example");

    internal SimulatedResource Resource { get; }

    internal SimulatedUploadTarget UploadTarget { get; }

    internal BackgroundCopyJob Upload { get; }

    internal RecordingCallback Callback { get; } = new();

    internal ErrorClassification Classification { get; } = new();

    /// <summary>The attempt that is connecting.</summary>
    internal ManualAttempt Unaccepted => Bench.AttemptOf(_jobs[Connecting]);

    /// <summary>The attempt that has 0 of 1,000 bytes.</summary>
    internal ManualAttempt Accepted => Bench.AttemptOf(_jobs[Transferring]);

    /// <summary>The attempt that failed.</summary>
    internal ManualAttempt Ended => Bench.Transport.Attempts.First(attempt => attempt.JobNumber == Job.Number);

    internal BackgroundCopyJob In(BackgroundCopyJobState state) => _jobs[state];

    /// <summary>All that can be read of it, line by line.</summary>
    internal string[] Snapshot() => BadInputSnapshot.Take(
        [Bench.Manager, Bench.Transport, Bench.Clock, .. _jobs.Values, Empty, Simulation, Host, Resource, Download, Callback],
        [.. ClassOf(0x801901F7), .. ClassOf(0x80190194), .. ClassOf(0x80200010), .. ClassOf(0x80070070)]);

    /// <summary>Lets an hour go by, in which whatever the bad input left behind would show.</summary>
    internal void GoOn()
    {
        Bench.Clock.Advance(TimeSpan.FromHours(1));
        Simulation.Clock.Advance(TimeSpan.FromHours(1));
    }

    public void Dispose()
    {
        Bench.Dispose();
        Simulation.Dispose();
    }

    private IEnumerable<string> ClassOf(uint code) => [$"{code:X8}: {Classification.Classify(unchecked((int)code))}"];
}
