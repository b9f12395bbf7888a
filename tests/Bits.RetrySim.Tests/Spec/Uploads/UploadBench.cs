namespace Bits.RetrySim.Tests;

/// <summary>A simulation with a file to send, 1,000,000 bytes at 8 Mbit/s, and a place that takes it.</summary>
internal sealed class UploadBench : IDisposable
{
    internal const string LocalName = @"C:\Logs\today.zip";
    internal const string RemoteName = "https://srv.example/in/today.zip";
    internal const long Size = 1_000_000;

    internal UploadBench(Action<BackgroundCopyManagerOptions>? configure = null)
    {
        Bits = new BitsSimulation(configure);
        Bits.Network.BitsPerSecond = 8_000_000;
        Bits.Network.RequestsKept = 1_000;
        Source = Bits.Network.LocalSource(LocalName, Size);
        Host = Bits.Network.Host("srv.example");
        Target = Host.UploadTarget("/in/today.zip");
    }

    internal BitsSimulation Bits { get; }

    internal SimulatedResource Source { get; }

    internal SimulatedHost Host { get; }

    internal SimulatedUploadTarget Target { get; }

    internal SimulatedServerApplication Application => Target.Application;

    internal RecordingCallback Callback { get; } = new();

    public void Dispose() => Bits.Dispose();

    /// <summary>A suspended job with the file, told of everything.</summary>
    internal BackgroundCopyJob Create(BackgroundCopyJobType type = BackgroundCopyJobType.Upload)
    {
        BackgroundCopyJob job = Bits.Manager.CreateJob("upload", type);
        job.NotifyInterface = Callback;
        job.NotifyFlags = BackgroundCopyNotifications.JobTransferred | BackgroundCopyNotifications.JobError | BackgroundCopyNotifications.FileTransferred;
        job.AddFile(RemoteName, LocalName);
        return job;
    }

    /// <summary>A resumed job, seconds later.</summary>
    internal BackgroundCopyJob Run(double seconds, BackgroundCopyJobType type = BackgroundCopyJobType.Upload)
    {
        BackgroundCopyJob job = Create(type);
        job.Resume();
        Bits.Clock.Advance(TimeSpan.FromSeconds(seconds));
        return job;
    }

    internal void Advance(double seconds) => Bits.Clock.Advance(TimeSpan.FromSeconds(seconds));
}
