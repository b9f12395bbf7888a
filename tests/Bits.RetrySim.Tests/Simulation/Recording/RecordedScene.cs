namespace Bits.RetrySim.Tests;

/// <summary>A manager whose attempts are said by hand in virtual time, and recorded.</summary>
internal sealed class RecordedScene : IDisposable
{
    internal RecordedScene(TransferRecorder? recorder = null, Action<BackgroundCopyManagerOptions>? configure = null)
    {
        Recorder = recorder ?? new TransferRecorder { Resolution = TimeSpan.Zero };
        BackgroundCopyManagerOptions options = new() { TimeProvider = Clock, Transport = new RecordedTransport(Recorder, Network), RecordEvents = true };
        configure?.Invoke(options);
        Manager = new BackgroundCopyManager(options);
    }

    internal SimulatedClock Clock { get; } = new();

    internal ManualTransport Network { get; } = new();

    internal TransferRecorder Recorder { get; }

    internal BackgroundCopyManager Manager { get; }

    internal List<BackgroundCopyJob> Jobs { get; } = [];

    public void Dispose() => Manager.Dispose();

    internal BackgroundCopyJob Fetch(string url = "https://cdn.example/a.bin", BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal)
    {
        BackgroundCopyJob job = Manager.CreateJob($"job {Jobs.Count + 1}");
        job.AddFile(url, $@"C:\users\secret\{Jobs.Count}.bin");
        job.Priority = priority;
        Jobs.Add(job);
        job.Resume();
        Clock.Advance(TimeSpan.Zero);
        return job;
    }

    internal void Wait(double seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));

    internal string Write()
    {
        using StringWriter text = new();
        Recorder.WriteScenario(text, Jobs);
        return text.ToString();
    }

    /// <summary>What happens to the jobs when the recording is played.</summary>
    internal static IReadOnlyList<JobEvent> Replay(string scenario)
    {
        SimulationScript script = SimulationScript.Parse(scenario);
        using BitsSimulation bits = BitsSimulation.FromScript(script);
        bits.Clock.Advance(script.RunFor!.Value);
        return bits.EventLog.Events;
    }

    /// <summary>Events as far as they are to be the same: what the jobs did, not what was called to make them, nor who was told.</summary>
    internal static IEnumerable<JobEvent> Told(IEnumerable<JobEvent> events) => events.Where(static entry =>
        entry.Kind is JobEventKind.Transition or JobEventKind.Attempt or JobEventKind.Retry or JobEventKind.FileRestarted or JobEventKind.Environment
        || entry.Call is JobCall.Resume or JobCall.Suspend or JobCall.Complete or JobCall.Cancel or JobCall.SetPriority);

    /// <summary>As text, with the bytes that were here. Which of several jobs came first at one instant is not the same.</summary>
    internal static IEnumerable<string> Lines(IEnumerable<JobEvent> events) => Told(events).OrderBy(static entry => entry.Instant).ThenBy(static entry => entry.Job).Select(static entry => $"{entry} {entry.Progress?.BytesTransferred}");
}
