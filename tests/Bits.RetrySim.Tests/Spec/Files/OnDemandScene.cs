namespace Bits.RetrySim.Tests;

/// <summary>One file of 10,000 bytes, of which 1,000 come in a second, for clients that ask for parts of it (FILE-24).</summary>
public abstract class OnDemandScene : IDisposable
{
    private protected const long ToEnd = BackgroundCopyFileRange.ToEndOfFile;

    private protected OnDemandScene()
    {
        Bits.Network.RequestsKept = 100;
        Bits.Network.BitsPerSecond = 8_000;
        Resource = Bits.Network.Host("h").Resource("/f", 10_000);
    }

    private protected BitsSimulation Bits { get; } = new();

    private protected SimulatedResource Resource { get; }

    private protected RecordingCallback Callback { get; } = new();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Bits.Dispose();
        }
    }

    private protected BackgroundCopyJob Job()
    {
        BackgroundCopyJob job = Bits.Manager.CreateJob("job");
        job.AddFile("http://h/f", @"C:\f");
        job.NotifyInterface = Callback;
        return job;
    }

    private protected BackgroundCopyJob OnDemand()
    {
        BackgroundCopyJob job = Job();
        job.Properties.OnDemandMode = true;
        return job;
    }

    private protected void GoTo(double seconds) => Bits.Clock.AdvanceTo(TimeSpan.FromSeconds(seconds));

    private protected static BackgroundCopyFileRange[] Ranges(params (long Offset, long Length)[] ranges) =>
        Array.ConvertAll(ranges, range => new BackgroundCopyFileRange(range.Offset, range.Length));
}
