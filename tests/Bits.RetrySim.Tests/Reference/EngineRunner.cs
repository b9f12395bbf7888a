using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>Runs a script on the library, through its public face, and says what can be seen in the words of the reference model.</summary>
internal sealed class EngineRunner : IDisposable
{
    private static readonly BackgroundCopyUser[] Owners =
        [new("user"), new("other"), new("service", BackgroundCopyUserKind.ServiceAccount)];

    private readonly Script _script;
    private readonly SimulatedClock? _clock;
    private readonly Action<TimeSpan> _advanceTo;
    private readonly BackgroundCopyManager _manager;
    private readonly List<BackgroundCopyJob> _jobs = [];
    private readonly List<ScriptedCallback.Counts> _counts = [];

    private EngineRunner(Script script, TimeProvider provider, Action<TimeSpan> advanceTo)
    {
        _script = script;
        _clock = provider as SimulatedClock;
        _advanceTo = advanceTo;
        _manager = new BackgroundCopyManager(new BackgroundCopyManagerOptions
        {
            TimeProvider = provider,
            Transport = new ScriptedTransport(script, Trace),
            Policy = ScriptSettings.PolicyOf(script.Policy),
            Readings = ScriptSettings.ReadingsOf(script.Readings),
            MaximumBackgroundTransfers = script.Readings.BackgroundSlots,
            DefaultOwner = Owners[0],
            RecordEvents = true,
        });
    }

    internal Trace Trace { get; } = new();

    internal long NowMs => (long)_manager.Elapsed.TotalMilliseconds;

    /// <summary>Runs a script on a SimulatedClock; between its inputs the clock also stops at the given instants.</summary>
    internal static Trace Run(Script script, params long[] stopsMs) => Run(script, stopsMs, out _);

    /// <summary>Runs a script on a SimulatedClock and also hands out the event log as text.</summary>
    internal static Trace Run(Script script, long[] stopsMs, out string log)
    {
        SimulatedClock clock = new();
        using EngineRunner runner = new(script, clock, clock.AdvanceTo);
        return runner.Run(stopsMs, out log);
    }

    /// <summary>
    /// Runs two scripts at once on one SimulatedClock, each on a manager and a line of its own; the inputs of the second are put by its manager, and
    /// both end at the same instant.
    /// </summary>
    internal static (Trace First, Trace Second) RunTogether(Script first, Script second, params long[] stopsMs)
    {
        SimulatedClock clock = new();
        using EngineRunner one = new(first, clock, clock.AdvanceTo);
        using EngineRunner other = new(second, clock, clock.AdvanceTo);
        other.Begin(new Queue<long>());
        Queue<long> stops = new(stopsMs.Where(stop => stop <= first.EndMs).Order());
        one.Begin(stops);
        one.AdvanceTo(first.EndMs, stops);
        clock.Advance(TimeSpan.Zero);
        one.End(out _);
        other.End(out _);
        return (one.Trace, other.Trace);
    }

    /// <summary>Runs a script on a FakeTimeProvider, which fires the manager's timer but knows nothing of its instants.</summary>
    internal static Trace RunOnFakeTime(Script script, long[] stopsMs, out string log)
    {
        FakeTimeProvider provider = new();
        DateTimeOffset start = provider.GetUtcNow();
        using EngineRunner runner = new(script, provider, instant => provider.Advance(start + instant - provider.GetUtcNow()));
        return runner.Run(stopsMs, out log);
    }

    public void Dispose() => _manager.Dispose();

    internal void CallAndRecord(BackgroundCopyJob job, ScriptAction action, long value, bool fromCallback)
    {
        long at = NowMs;
        int place = Trace.Calls.Count;
        int result = Call(job, action, value);
        Trace.Calls.Insert(place, new TraceCall(at, job.Number, action, result, fromCallback));
    }

    private Trace Run(long[] stopsMs, out string log)
    {
        Queue<long> stops = new(stopsMs.Where(stop => stop <= _script.EndMs).Order());
        Begin(stops);
        AdvanceTo(_script.EndMs, stops);
        _advanceTo(Ms(_script.EndMs)); // an Advance by zero for what the last inputs made due now
        End(out log);
        return Trace;
    }

    /// <summary>Makes the jobs and puts the inputs, or has the manager put them.</summary>
    private void Begin(Queue<long> stops)
    {
        _manager.Environment.LogOn(Owners[0]);
        _manager.Environment.LogOn(Owners[1]);
        foreach (ScriptJob job in _script.Jobs)
        {
            Create(job);
        }

        foreach (ScriptInput input in _script.Inputs)
        {
            if (_script.InputsFirst)
            {
                _manager.At(Ms(input.AtMs), () => Put(input));
            }
            else
            {
                AdvanceTo(input.AtMs, stops);
                Put(input);
            }
        }

    }

    private void End(out string log)
    {
        ReadAll();
        Trace.Transitions.AddRange(_manager.EventLog.Events.Where(entry => entry.Kind == JobEventKind.Transition && entry.From is not null).Select(ToLine));
        using StringWriter writer = new(CultureInfo.InvariantCulture);
        _manager.EventLog.WriteTo(writer);
        log = writer.ToString();
    }

    // Only on the way: an Advance by zero would come between the inputs of one instant, and on a FakeTimeProvider it would do nothing.
    private void AdvanceTo(long instantMs, Queue<long> stops)
    {
        if (NowMs == instantMs)
        {
            return;
        }

        while (stops.Count > 0 && stops.Peek() <= instantMs)
        {
            long stop = stops.Dequeue();
            if (stop >= NowMs)
            {
                _advanceTo(Ms(stop));
            }
        }

        _advanceTo(Ms(instantMs));
    }

    private static TraceTransition ToLine(JobEvent entry)
    {
        bool failed = entry.To is BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Error;
        return new TraceTransition((long)entry.Instant.TotalMilliseconds, entry.Job, entry.From!.Value, entry.To!.Value, failed ? entry.HResult : 0);
    }

    private void Create(ScriptJob settings)
    {
        BackgroundCopyJob job = _manager.CreateJob("job", ScriptKinds.TypeOf(settings.Kind), Owners[settings.Owner]);
        _jobs.Add(job);
        _counts.Add(new ScriptedCallback.Counts());
        job.Priority = settings.Priority;
        job.MinimumRetryDelay = TimeSpan.FromSeconds(settings.DelaySeconds);
        job.NoProgressTimeout = TimeSpan.FromSeconds(settings.TimeoutSeconds);
        job.MinimumNotificationInterval = Ms(settings.NotifyIntervalMs);
        job.NotifyFlags = settings.Flags;
        if (settings.MaxDownloadSeconds is uint max)
        {
            job.MaximumDownloadTime = TimeSpan.FromSeconds(max);
        }

        if (settings.CostFlags is BackgroundCopyCostStates mask)
        {
            job.CostFlags = mask;
        }

        settings.Kind.SetOn(job);
        if (settings.HasJudge)
        {
            _ = Call(job, ScriptAction.SetJudge, 1);
        }

        foreach (long size in settings.FileBytes)
        {
            // A file too many under the policy; the script goes on without it.
            _ = Call(job, ScriptAction.AddFile, size);
        }

        if (settings.HasInterface)
        {
            _ = Call(job, ScriptAction.SetNotifyInterface, 1);
        }
    }

    private int TryCreate(int owner)
    {
        try
        {
            Create(ScriptJob.Idle(owner));
            return SpecCodes.Ok;
        }
        catch (BitsException failure)
        {
            return failure.HResult;
        }
    }

    private void Put(ScriptInput input)
    {
        BitsEnvironment environment = _manager.Environment;
        bool on = input.Value != 0;
        switch (input.Action)
        {
            case ScriptAction.Pump:
                if (!_script.InputsFirst)
                {
                    _advanceTo(Ms(input.AtMs));
                }

                break;
            case ScriptAction.Network:
                environment.NetworkAvailable = on;
                break;
            case ScriptAction.Standby:
                environment.Standby = on;
                break;
            case ScriptAction.BatteryPolicy:
                environment.BatteryPolicyBlocks = on;
                break;
            case ScriptAction.BatterySaver:
                environment.BatterySaver = on;
                break;
            case ScriptAction.GameMode:
                environment.GameMode = on;
                break;
            case ScriptAction.BackgroundAccess:
                environment.BackgroundAccessBlocked = on;
                break;
            case ScriptAction.SystemPolicy:
                environment.SystemPolicyBlocks = on;
                break;
            case ScriptAction.CostState:
                environment.CostState = (BackgroundCopyCostStates)input.Value;
                break;
            case ScriptAction.Bandwidth:
                _manager.ApplyPolicy(_manager.Policy with { MaxInternetBandwidth = ScriptSettings.Limit((ScriptBandwidth)input.Value) });
                break;
            case ScriptAction.LogOff when input.Value != 2:
                environment.LogOff(Owners[input.Value]);
                break;
            case ScriptAction.LogOff:
                break; // a service account never logs off
            case ScriptAction.LogOn:
                environment.LogOn(Owners[input.Value]);
                break;
            case ScriptAction.StepSystemTime:
                _clock!.StepSystemTime(Ms(input.Value));
                break;
            case ScriptAction.RestartService:
                _manager.RestartService();
                break;
            case ScriptAction.CreateJob:
                Trace.Calls.Add(new TraceCall(NowMs, 0, ScriptAction.CreateJob, TryCreate((int)input.Value), FromCallback: false));
                break;
            case ScriptAction.NetworkChanged:
                environment.NetworkChanged();
                break;
            default:
                CallAndRecord(_jobs[input.Job - 1], input.Action, input.Value, fromCallback: false);
                break;
        }

        ReadAll();
    }

    private int Call(BackgroundCopyJob job, ScriptAction action, long value)
    {
        try
        {
            switch (action)
            {
                case ScriptAction.Resume:
                    job.Resume();
                    break;
                case ScriptAction.Suspend:
                    job.Suspend();
                    break;
                case ScriptAction.Cancel:
                    return (int)job.Cancel();
                case ScriptAction.Complete:
                    return (int)job.Complete();
                case ScriptAction.AddFile:
                    job.AddFile(ScriptedTransport.RemoteName(value), ScriptedTransport.LocalName(job.Files.Count));
                    break;
                case ScriptAction.SetJudge:
                    job.Http.SetServerCertificateValidationInterface(value == 0 ? null : new ScriptedJudge(this, _script.Jobs[job.Number - 1], _counts[job.Number - 1]));
                    break;
                case >= ScriptAction.AddRanges:
                    ScriptFileCalls.Call(job, action, value, Owners);
                    break;
                default:
                    Set(job, action, value);
                    break;
            }

            return SpecCodes.Ok;
        }
        catch (BitsException failure)
        {
            return failure.HResult;
        }
    }

    private void Set(BackgroundCopyJob job, ScriptAction action, long value)
    {
        switch (action)
        {
            case ScriptAction.SetMinimumRetryDelay:
                job.MinimumRetryDelay = TimeSpan.FromSeconds(value);
                break;
            case ScriptAction.SetNoProgressTimeout:
                job.NoProgressTimeout = TimeSpan.FromSeconds(value);
                break;
            case ScriptAction.SetMaximumDownloadTime:
                job.MaximumDownloadTime = TimeSpan.FromSeconds(value);
                break;
            case ScriptAction.SetPriority:
                job.Priority = (BackgroundCopyJobPriority)value;
                break;
            case ScriptAction.SetNotifyFlags:
                job.NotifyFlags = (BackgroundCopyNotifications)value;
                break;
            case ScriptAction.SetCostFlags:
                job.CostFlags = (BackgroundCopyCostStates)value;
                break;
            case ScriptAction.SetNotifyInterface:
                int index = job.Number - 1;
                job.NotifyInterface = value == 0 ? null : new ScriptedCallback(this, _script.Jobs[index], _counts[index]);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(action), action, "is no setter.");
        }
    }

    private void ReadAll()
    {
        foreach (BackgroundCopyJob job in _jobs)
        {
            BackgroundCopyJobProgress progress = job.Progress;
            BackgroundCopyFileProgress? reply = job.Reply?.Progress;
            Trace.Reads.Add(new TraceRead(
                NowMs,
                job.Number,
                job.State,
                job.Error?.Code,
                job.ErrorCount,
                progress.BytesTransferred,
                progress.BytesTotal,
                progress.FilesTotal,
                progress.FilesTransferred,
                reply?.BytesTransferred ?? 0,
                reply?.BytesTotal,
                (long)job.MinimumRetryDelay.TotalSeconds,
                (long)job.NoProgressTimeout.TotalSeconds,
                (long)job.MaximumDownloadTime.TotalSeconds));
        }
    }

    private static TimeSpan Ms(long milliseconds) => TimeSpan.FromTicks(milliseconds * TimeSpan.TicksPerMillisecond);
}
