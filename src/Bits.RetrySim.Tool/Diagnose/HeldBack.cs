namespace Bits.RetrySim.Tool;

/// <summary>The conditions that hold jobs back, by the codes that jobs have because of them. The library is asked which belong together.</summary>
internal static class HeldBack
{
    private static readonly Lazy<Dictionary<int, Condition>> ByCodes = new(() => Condition.All.Append(Condition.Cost).ToDictionary(CodeOf));

    /// <summary>The condition; null if the code belongs to none.</summary>
    internal static Condition? ByCode(int hresult) => ByCodes.Value.GetValueOrDefault(hresult);

    private static int CodeOf(Condition condition)
    {
        SimulatedClock clock = new();
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { TimeProvider = clock, Transport = new ManualTransport() });
        condition.Set(manager, true);
        BackgroundCopyJob job = manager.CreateJob(condition.Name);
        job.AddFile("https://server.example/file", @"C:\file");
        job.Resume();
        clock.Advance(TimeSpan.Zero);
        return job.RetryStatus.BlockedBy ?? throw new InvalidOperationException($"{condition.Name} holds nothing back.");
    }
}
