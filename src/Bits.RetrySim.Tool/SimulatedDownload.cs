namespace Bits.RetrySim.Tool;

/// <summary>One job that downloads 500 MB at 8 Mbit/s, in a simulation of its own, and a client that completes it.</summary>
internal sealed class SimulatedDownload : IDisposable
{
    internal const string Description = "500 MB at 8 Mbit/s, which takes 8 min 20 s";
    internal const long Size = 500_000_000;
    private const long BitsPerSecond = 8_000_000;

    /// <summary>More than any job here lives: no outage lasts longer than a year, and 999 days later the inactivity policy ends all that is left.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromDays(2000);

    private readonly ProgressLine _progress;

    internal SimulatedDownload(RetrySettings settings, ProgressLine progress, DateTimeOffset? start = null, bool recordEvents = false)
    {
        _progress = progress;
        Bits = new BitsSimulation(
            options =>
            {
                options.RecordEvents = recordEvents;
                options.Wording = Wording.CommandLine;
                settings.ApplyTo(options);
            },
            start is { } instant ? new SimulatedClock(instant) : new SimulatedClock());
        Bits.Network.BitsPerSecond = BitsPerSecond;
        Host = Bits.Network.Host("download.example");
        Host.Resource("/package.bin", Size);
        Job = Bits.Manager.CreateJob("package");
        Job.AddFile("https://download.example/package.bin", @"C:\Downloads\package.bin");
        settings.ApplyTo(Job);
        Job.NotifyInterface = new BackgroundCopyCallback { JobTransferred = done => done.Complete() };
    }

    internal BitsSimulation Bits { get; }

    internal SimulatedHost Host { get; }

    internal BackgroundCopyJob Job { get; }

    internal bool HasEnded => IsEnd(Job.State);

    /// <summary>Whether nothing more happens unless somebody calls.</summary>
    internal static bool IsEnd(BackgroundCopyJobState state) =>
        IsFinal(state) || state == BackgroundCopyJobState.Error;

    /// <summary>Whether nobody can call anything any more.</summary>
    internal static bool IsFinal(BackgroundCopyJobState state) => state is BackgroundCopyJobState.Acknowledged or BackgroundCopyJobState.Cancelled;

    /// <summary>Runs until the job has ended.</summary>
    /// <param name="observe">Called before, and after each instant at which anything happened.</param>
    internal void Run(Action? observe = null) => Bits.Clock.RunUntil(
        () =>
        {
            observe?.Invoke();
            _progress.Report(Bits.Clock.Elapsed);
            return HasEnded;
        },
        Limit);

    public void Dispose() => Bits.Dispose();
}
