using Bits.RetrySim;
using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>A simulation with a server, seen through COM.</summary>
internal sealed class ComBench : IDisposable
{
    internal const string Url = "https://cdn.example/app.zip";
    internal const string Local = @"C:\Downloads\app.zip";

    internal ComBench(BitsVersion version = BitsVersion.V10_3, Action<BackgroundCopyManagerOptions>? configure = null)
    {
        Simulation = new BitsSimulation(configure);
        Simulation.Network.Host("cdn.example").Resource("/app.zip", 1_000_000);
        Manager = Simulation.Manager.ToCom(version);
    }

    internal BitsSimulation Simulation { get; }

    internal IBackgroundCopyManager Manager { get; }

    public void Dispose() => Simulation.Dispose();

    internal IBackgroundCopyJob Create(BG_JOB_TYPE type = BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD)
    {
        Manager.CreateJob("job", type, out _, out IBackgroundCopyJob job);
        return job;
    }

    /// <summary>A download that has a file.</summary>
    internal IBackgroundCopyJob CreateDownload(string url = Url, string local = Local)
    {
        IBackgroundCopyJob job = Create();
        job.AddFile(url, local);
        return job;
    }

    internal void Advance(double seconds) => Simulation.Clock.Advance(TimeSpan.FromSeconds(seconds));

    internal static BG_JOB_STATE StateOf(IBackgroundCopyJob job)
    {
        job.GetState(out BG_JOB_STATE state);
        return state;
    }
}
