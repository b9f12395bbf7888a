using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>A script that must leave the same log on every kind of time.</summary>
internal sealed class ContractScript
{
    private readonly List<(TimeSpan Instant, Action Action)> _steps = [];

    internal ContractScript(TimeProvider provider)
    {
        Manager = new BackgroundCopyManager(new BackgroundCopyManagerOptions { TimeProvider = provider, Transport = Network, RecordEvents = true });
    }

    internal SimulatedNetwork Network { get; } = new();

    internal BackgroundCopyManager Manager { get; }

    internal RecordingCallback Callback { get; } = new();

    internal SimulatedHost Host => Network.Host("cdn.example");

    /// <summary>Every script by its name, with its length and a step in which it may be gone through.</summary>
    internal static IReadOnlyDictionary<string, (Action<ContractScript> Arrange, TimeSpan End, TimeSpan Step)> All { get; } =
        new SortedDictionary<string, (Action<ContractScript>, TimeSpan, TimeSpan)>(StringComparer.Ordinal)
        {
            ["TV-1"] = (ContractScripts.Defaults, TimeSpan.FromDays(15), TimeSpan.FromMinutes(7)),
            ["TV-2"] = (ContractScripts.ShortTimeout, TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(700)),
            ["TV-8"] = (ContractScripts.NetworkLost, TimeSpan.FromSeconds(2500), TimeSpan.FromSeconds(9)),
            ["TV-12"] = (ContractScripts.FailingCallback, TimeSpan.FromHours(2), TimeSpan.FromSeconds(77)),
            ["TV-14"] = (ContractScripts.DownloadTime, TimeSpan.FromSeconds(2000), TimeSpan.FromSeconds(3)),
            ["inactivity"] = (ContractScripts.Inactivity, TimeSpan.FromDays(91), TimeSpan.FromHours(5)),
            ["many"] = (ContractScripts.ManyJobs, TimeSpan.FromDays(4), TimeSpan.FromMinutes(3)),
        };

    internal static string Run(string name, ProviderDriver driver)
    {
        (Action<ContractScript> arrange, TimeSpan end, _) = All[name];
        ContractScript script = new(driver.Provider);
        using BackgroundCopyManager manager = script.Manager;
        arrange(script);
        foreach ((TimeSpan instant, Action action) in script._steps)
        {
            driver.AdvanceTo(instant);
            action();
        }

        driver.AdvanceTo(end);
        using StringWriter log = new(CultureInfo.InvariantCulture);
        manager.EventLog.WriteTo(log);
        return log.ToString();
    }

    /// <summary>Something the client does at an instant at which nothing else happens; to be given in order.</summary>
    internal void At(double seconds, Action action) => _steps.Add((TimeSpan.FromSeconds(seconds), action));

    internal BackgroundCopyJob Job(string path)
    {
        BackgroundCopyJob job = Manager.CreateJob(path);
        job.AddFile("https://cdn.example" + path, "/data" + path);
        job.NotifyInterface = Callback;
        return job;
    }
}
