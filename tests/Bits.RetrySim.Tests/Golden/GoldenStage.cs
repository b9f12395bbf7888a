using System.Globalization;
using System.Runtime.InteropServices;

namespace Bits.RetrySim.Tests;

/// <summary>Where a script plays: a simulation, all listeners, and the looks at its jobs.</summary>
internal sealed class GoldenStage : IDisposable
{
    private readonly GoldenSetup _setup;
    private readonly GoldenTwist _twist;
    private readonly BitsSimulation? _simulation;
    private readonly GoldenLooks _looks;
    private readonly GoldenMessages _messages;
    private readonly GoldenActivities? _activities;
    private readonly GoldenMeasurements? _measurements;
    private readonly List<BackgroundCopyJob> _jobs = [];
    private readonly List<TimeSpan> _stops = [];
    private readonly Dictionary<int, GoldenClient> _clients = [];
    private TimeSpan _nextLook;

    internal GoldenStage(GoldenSetup setup, GoldenTwist twist)
    {
        (_setup, _twist, _messages) = (setup, twist, new GoldenMessages(setup.Edition));
        if (twist.IsHeard)
        {
            (_activities, _measurements) = (new GoldenActivities(), new GoldenMeasurements());
        }

        if (setup.IsManual || (twist.Line is not null && setup.Simulation is null))
        {
            Clock = setup.Clock();
            Transport transport = setup.IsManual ? Manual : twist.Line!(Network);
            BackgroundCopyManagerOptions options = new() { TimeProvider = Clock, Transport = transport, Files = Files, RecordEvents = true };
            Configure(options);
            Manager = new BackgroundCopyManager(options);
        }
        else
        {
            _simulation = setup.Simulation?.Invoke(options => options.Readings = setup.Edition.Readings()) ?? new BitsSimulation(Configure, setup.Clock());
            (Clock, Manager, Network, Files) = (_simulation.Clock, _simulation.Manager, _simulation.Network, _simulation.Files);
        }

        _looks = new GoldenLooks(Manager, Clock.GetUtcNow(), setup.Edition);
        _nextLook = setup.LookEvery;
        _jobs.AddRange(Manager.AllJobs);
    }

    internal SimulatedClock Clock { get; }

    internal BackgroundCopyManager Manager { get; }

    internal BitsEnvironment Environment => Manager.Environment;

    internal SimulatedNetwork Network { get; } = new();

    internal ManualTransport Manual { get; } = new();

    internal SimulatedFiles Files { get; } = new();

    /// <summary>All jobs, in the order of their creation.</summary>
    internal IReadOnlyList<BackgroundCopyJob> Jobs => _jobs;

    public void Dispose()
    {
        _simulation?.Dispose();
        Manager.Dispose();
        _messages.Dispose();
        _activities?.Dispose();
        _measurements?.Dispose();
    }

    internal BackgroundCopyJob Create(string name, BackgroundCopyUser? owner = null)
    {
        BackgroundCopyJob job = Manager.CreateJob(name, BackgroundCopyJobType.Download, owner);
        _jobs.Add(job);
        return job;
    }

    /// <summary>The client of a job, set as its callback; it stays the same when the callback is taken away and set again.</summary>
    internal void SetClient(BackgroundCopyJob job, GoldenClient client)
    {
        _clients.Add(job.Number, client);
        job.NotifyInterface = client;
    }

    internal GoldenClient? ClientOf(BackgroundCopyJob job) => _clients.GetValueOrDefault(job.Number);

    /// <summary>Something in the middle of an advance.</summary>
    internal void At(TimeSpan instant, Action action) => Manager.At(instant, action);

    /// <summary>Calls something and notes how it failed; a client's calls may, and the script goes on.</summary>
    internal void Try(string what, Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is COMException or ArgumentException or NotImplementedException or UnauthorizedAccessException or InvalidOperationException)
        {
            _looks.Note(string.Create(CultureInfo.InvariantCulture, $"{what} failed: {failure.GetType().Name} 0x{failure.HResult:X8}"));
        }
    }

    internal void Note(string what) => _looks.Note(what);

    /// <summary>Looks at all jobs; what has not changed is not written again.</summary>
    internal void Look(string occasion)
    {
        _jobs.AddRange(_looks.Alive().Where(job => !_jobs.Contains(job)));
        _looks.LookAtAll(_jobs, occasion);
        _looks.NoteCounts(_measurements?.CountJobs() ?? "");
    }

    /// <summary>Looks at one job from inside its callback.</summary>
    internal void LookFromCallback(BackgroundCopyJob job, string callback) => _looks.LookFromCallback(job, callback);

    /// <summary>Notes when a wait for a job's outcome ends; who waits hears too.</summary>
    internal void Await(BackgroundCopyJob job)
    {
        if (_twist.IsHeard)
        {
            _ = job.WaitForOutcomeAsync().ContinueWith(
                outcome => _looks.Note(string.Create(
                    CultureInfo.InvariantCulture,
                    $"outcome of job {job.Number}: {(outcome.IsCompletedSuccessfully ? outcome.Result.ToString() : outcome.Status.ToString())}")),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    /// <summary>Moves on to an instant and looks at all jobs on the way.</summary>
    /// <param name="instant">Where to; nothing happens if that has passed.</param>
    /// <param name="isOver">Ends it early, at the next look.</param>
    internal void AdvanceTo(TimeSpan instant, Func<bool>? isOver = null)
    {
        while (_nextLook <= instant && isOver?.Invoke() != true)
        {
            Move(_nextLook);
            Look("at");
            while (_nextLook <= Clock.Elapsed)
            {
                _nextLook += _setup.LookEvery;
            }
        }

        if (isOver?.Invoke() != true)
        {
            Move(instant);
        }
    }

    /// <summary>What was seen, with a last look.</summary>
    internal GoldenRecord Finish(GoldenScript script)
    {
        Look("end");
        return new GoldenRecord(
            script.Name,
            [
                new(GoldenArtefact.Plan, script.Plan),
                new(GoldenArtefact.Log, Text(WriteLog)),
                new(GoldenArtefact.Looks, _looks.ToString()),
                new(GoldenArtefact.Stops, string.Concat(_stops.Distinct().Select(stop => GoldenLooks.Instant(stop) + "\n"))),
                new(GoldenArtefact.Messages, _messages.ToString()),
                new(GoldenArtefact.Activities, _activities?.ToString() ?? ""),
                new(GoldenArtefact.Measurements, _measurements?.ToString() ?? ""),
                .. Manager.EventLog.IsEnabled ? Pictures(script) : [],
            ]);
    }

    private GoldenArtefact[] Pictures(GoldenScript script)
    {
        JournalSnapshot source = Manager.ReadJournal();
        JobTimeline timeline = JobTimeline.Of(source with { Events = [.. source.Events.Where(_setup.Edition.Knows)] }, _simulation?.Outages ?? []);
        return
        [
            new(GoldenArtefact.Text, Text(writer => timeline.WriteText(writer, script.Name))),
            new(GoldenArtefact.Json, GoldenArtefact.Digest(GoldenOrder.SortJson(Text(timeline.WriteJsonLines)))),
            new(GoldenArtefact.States, GoldenArtefact.Digest(Text(writer => timeline.WriteMermaidStates(writer)))),
            new(GoldenArtefact.Gantt, GoldenArtefact.Digest(Text(writer => timeline.WriteMermaidGantt(writer)))),
            new(GoldenArtefact.Svg, GoldenArtefact.Digest(Text(writer => timeline.WriteSvg(writer)))),
        ];
    }

    private void WriteLog(TextWriter writer)
    {
        foreach (JobEvent entry in Manager.EventLog.Events.Where(_setup.Edition.Knows))
        {
            writer.Write(entry + "\n");
        }
    }

    private void Configure(BackgroundCopyManagerOptions options)
    {
        options.RethrowCallbackExceptions = false;
        options.Readings = _setup.Edition.Readings();
        options.LoggerFactory = _twist.IsHeard ? _messages : null;
        options.MeterFactory = _measurements?.Meters;
        _setup.Configure?.Invoke(options);
        _twist.Configure?.Invoke(options);
    }

    private void Move(TimeSpan instant)
    {
        if (instant < Clock.Elapsed)
        {
            return;
        }

        try
        {
            MoveBy(instant);
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
        {
            IEnumerable<Exception> all = failure is AggregateException many ? many.InnerExceptions
                : Enumerable.Repeat(failure, 1 + (int)(failure.Data["Bits.RetrySim.FurtherExceptions"] ?? 0));
            _looks.Note("thrown: " + string.Join(", ", all.Select(one => one.GetType().Name)));
        }
    }

    private void MoveBy(TimeSpan instant)
    {
        switch (_setup.Drive)
        {
            case GoldenDrive.RunUntil:
                Clock.RunUntil(
                    () =>
                    {
                        _stops.Add(Clock.Elapsed);
                        return false;
                    },
                    instant - Clock.Elapsed);
                break;
            case GoldenDrive.NextTimer:
                using (Clock.CreateTimer(static _ => { }, null, instant - Clock.Elapsed, Timeout.InfiniteTimeSpan))
                {
                    while (Clock.Elapsed < instant && Clock.AdvanceToNextTimer())
                    {
                        _stops.Add(Clock.Elapsed);
                    }
                }

                Clock.AdvanceTo(instant);
                break;
            default:
                Clock.AdvanceTo(instant);
                break;
        }
    }

    private static string Text(Action<TextWriter> write)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture);
        write(writer);
        return writer.ToString();
    }
}
