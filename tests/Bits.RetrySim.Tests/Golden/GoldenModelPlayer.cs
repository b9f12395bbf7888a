using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>Plays a script of the property tests.</summary>
internal sealed class GoldenModelPlayer(GoldenStage stage, Script script)
{
    internal static readonly BackgroundCopyUser[] Owners =
        [new("user"), new("other"), new("service", BackgroundCopyUserKind.ServiceAccount)];

    private const long ShortMs = 600_000;
    private readonly List<GoldenClient> _clients = [];

    internal static GroupPolicy PolicyOf(ScriptPolicy policy) => new()
    {
        JobInactivityTimeout = TimeSpan.FromDays(policy.InactivityDays),
        MaxDownloadTime = TimeSpan.FromSeconds(policy.MaxDownloadSeconds),
        MaxFilesPerJob = policy.MaxFilesPerJob,
        MaxJobsPerUser = policy.MaxJobsPerUser,
        MaxJobsPerMachine = policy.MaxJobsPerMachine,
        MaxInternetBandwidth = Limit(policy.Bandwidth),
    };

    internal void Play()
    {
        // The slower line makes files of a hundred bytes last, so that whatever happens, happens in the middle of one.
        stage.Network.BitsPerSecond = script.EndMs > ShortMs ? 8 : 80;
        stage.Network.Latency = TimeSpan.FromMilliseconds(script.Jobs.Count * 100 % 300);
        foreach (ScriptJob job in script.Jobs)
        {
            Create(job);
        }

        foreach (ScriptInput input in script.Inputs)
        {
            if (script.InputsFirst)
            {
                stage.At(Ms(input.AtMs), () => Put(input));
            }
            else
            {
                stage.AdvanceTo(Ms(input.AtMs));
                Put(input);
            }
        }

        stage.AdvanceTo(Ms(script.EndMs));
    }

    private static TimeSpan Ms(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static BandwidthLimit? Limit(ScriptBandwidth bandwidth) => bandwidth switch
    {
        ScriptBandwidth.Zero => new BandwidthLimit(0, 0, 0),
        ScriptBandwidth.ZeroInFirstHour => new BandwidthLimit(0, 1, 0),
        ScriptBandwidth.ZeroByDay => new BandwidthLimit(22, 2, 1000, 0),
        ScriptBandwidth.Limited => new BandwidthLimit(0, 0, 1000),
        _ => null,
    };

    private void Create(ScriptJob settings)
    {
        BackgroundCopyJob job = stage.Create("job", Owners[settings.Owner]);
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

        foreach (long size in settings.FileBytes)
        {
            stage.Try("AddFile", () => AddFile(job, size));
        }

        ScriptFaults(stage.Network.Host(HostOf(job)), settings);
        _clients.Add(new GoldenClient(stage)
        {
            Failing = settings.FailingCallbacks,
            Reactions = settings.Reactions,
            OnError = settings.OnError is { } onError ? failed => Call(failed, onError, 0) : null,
            OnTransferred = settings.OnTransferred is { } onTransferred ? done => Call(done, onTransferred, 0) : null,
        });
        if (settings.HasInterface)
        {
            job.NotifyInterface = _clients[^1];
        }

        stage.Await(job);
    }

    private void ScriptFaults(SimulatedHost host, ScriptJob settings)
    {
        host.Latency = settings.Fetches.Select(fetch => fetch.ConnectMs).FirstOrDefault(ms => ms > 0) is long latency ? Ms(latency) : null;
        for (int i = 0; i < settings.Fetches.Count; i++)
        {
            if (FaultOf(settings.Fetches[i]) is { } fault)
            {
                int request = i + 1;
                stage.Try("OnRequest", () => host.OnRequest(request, fault()));
            }
        }

        if (FaultOf(settings.LaterFetches) is { } later)
        {
            stage.Try("OnRequests", () => host.OnRequests(settings.Fetches.Count + 1, long.MaxValue, later()));
        }
    }

    private static Func<SimulatedFault>? FaultOf(ScriptFetch fetch) => fetch switch
    {
        { ConnectMs: null } => () => SimulatedFault.NoAnswer,
        { ConnectError: not 0 } => () => SimulatedFault.HResult(fetch.ConnectError),
        { EndAfterMs: null } => () => SimulatedFault.StallAfter(fetch.Bytes),
        { EndError: not 0 } => () => SimulatedFault.DropAfter(fetch.Bytes, fetch.EndError),
        { BytesAfterMs: > 0 } => () => SimulatedFault.StallAfter(fetch.Bytes, Ms(fetch.BytesAfterMs)),
        _ => null,
    };

    private static string HostOf(BackgroundCopyJob job) => string.Create(CultureInfo.InvariantCulture, $"job{job.Number}.example");

    private void AddFile(BackgroundCopyJob job, long size)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"file{job.Files.Count}");
        job.AddFile($"https://{HostOf(job)}/{name}", $@"C:\in\job{job.Number.ToString(CultureInfo.InvariantCulture)}\{name}");
        stage.Network.Host(HostOf(job)).Resource("/" + name, size);
    }

    private void Put(ScriptInput input)
    {
        stage.Try(input.Action.ToString(), () =>
        {
            if (input.Job == 0)
            {
                PutMachine(input.Action, input.Value);
            }
            else
            {
                Call(stage.Jobs[input.Job - 1], input.Action, input.Value);
            }
        });
        stage.Look("after " + input.Action.ToString());
    }

    private void PutMachine(ScriptAction action, long value)
    {
        BitsEnvironment environment = stage.Environment;
        bool on = value != 0;
        switch (action)
        {
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
                environment.CostState = (BackgroundCopyCostStates)value;
                break;
            case ScriptAction.Bandwidth:
                stage.Manager.ApplyPolicy(stage.Manager.Policy with { MaxInternetBandwidth = Limit((ScriptBandwidth)value) });
                break;
            case ScriptAction.LogOff:
                environment.LogOff(Owners[value]);
                break;
            case ScriptAction.LogOn:
                environment.LogOn(Owners[value]);
                break;
            case ScriptAction.NetworkChanged:
                environment.NetworkChanged();
                break;
            case ScriptAction.CreateJob:
                stage.Create("another", Owners[value]);
                break;
            case ScriptAction.StepSystemTime:
                stage.Clock.StepSystemTime(Ms(value));
                break;
            case ScriptAction.RestartService:
                stage.Manager.RestartService();
                break;
            default:
                if (!script.InputsFirst)
                {
                    stage.Clock.Advance(TimeSpan.Zero);
                }

                break;
        }
    }

    private void Call(BackgroundCopyJob job, ScriptAction action, long value)
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
                stage.Note("Cancel: " + job.Cancel().ToString());
                break;
            case ScriptAction.Complete:
                stage.Note("Complete: " + job.Complete().ToString());
                break;
            case ScriptAction.AddFile:
                AddFile(job, value);
                break;
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
            default:
                job.NotifyInterface = value == 0 ? null : _clients[job.Number - 1];
                break;
        }
    }
}
