using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <content>Inputs from outside: the methods of a job (table 2.3) and the clock. A call makes its own transition and nothing else (D-2).</content>
internal sealed partial class ReferenceModel
{
    private void Create(ScriptJob settings)
    {
        ModelJob job = new(Jobs.Count + 1, settings) { LastActivity = Now() };
        Jobs.Add(job);
        NoteActivity(job);
        Call(job, ScriptAction.SetPriority, (long)settings.Priority);
        Call(job, ScriptAction.SetMinimumRetryDelay, settings.DelaySeconds);
        Call(job, ScriptAction.SetNoProgressTimeout, settings.TimeoutSeconds);
        if (settings.MaxDownloadSeconds is uint max)
        {
            Call(job, ScriptAction.SetMaximumDownloadTime, max);
        }

        if (settings.CostFlags is BackgroundCopyCostStates mask)
        {
            Call(job, ScriptAction.SetCostFlags, (long)mask);
        }

        Call(job, ScriptAction.SetNotifyFlags, (long)settings.Flags);
        if (settings.Kind == ScriptKind.CustomMethod)
        {
            Call(job, ScriptAction.SetPriority, (long)BackgroundCopyJobPriority.Foreground); // SCHED-10
        }

        if (settings.HasJudge)
        {
            Call(job, ScriptAction.SetJudge, 1);
        }

        foreach (long size in settings.FileBytes)
        {
            Call(job, ScriptAction.AddFile, size);
        }

        if (settings.HasInterface)
        {
            Call(job, ScriptAction.SetNotifyInterface, 1);
        }
    }

    /// <summary>Exempt owners are not bound by the limits, and their jobs are not counted (POLICY-20); being logged on does not matter (LIFE-3).</summary>
    private int TryCreate(int owner)
    {
        List<ModelJob> counted = Jobs.FindAll(job => !job.IsFinal && job.Script.Owner != ServiceAccount);
        if (owner != ServiceAccount && counted.Count >= _script.Policy.MaxJobsPerMachine)
        {
            return SpecCodes.TooManyJobsPerMachine; // which of two limits that are reached answers is open; this one does
        }

        if (owner != ServiceAccount && counted.Count(job => job.Script.Owner == owner) >= _script.Policy.MaxJobsPerUser)
        {
            return SpecCodes.TooManyJobsPerUser;
        }

        Create(ScriptJob.Idle(owner));
        return SpecCodes.Ok;
    }

    private void Put(ScriptInput input)
    {
        switch (input.Action)
        {
            case ScriptAction.Pump:
                if (!_script.InputsFirst)
                {
                    ProcessThrough(_now);
                }

                break;
            case ScriptAction.StepSystemTime:
                StepSystemTime(input.Value);
                break;
            case ScriptAction.RestartService:
                RestartService();
                break;
            case ScriptAction.CreateJob:
                Trace.Calls.Add(new TraceCall(_now, 0, ScriptAction.CreateJob, TryCreate((int)input.Value), FromCallback: false));
                break;
            case ScriptAction.NetworkChanged:
                ChangeNetwork();
                break;
            case ScriptAction.Network:
                SetNetwork(isUp: input.Value != 0);
                break;
            case ScriptAction.LogOff:
                LogOff((int)input.Value);
                break;
            case ScriptAction.LogOn:
                LogOn((int)input.Value);
                break;
            case >= ScriptAction.Network:
                ChangeEnvironment(() =>
                {
                    _conditions.Set(input.Action, input.Value);
                    if (input.Action == ScriptAction.Bandwidth)
                    {
                        _conditions.Hour = EngineHour();
                    }
                });
                break;
            default:
                CallAndRecord(Jobs[input.Job - 1], input.Action, input.Value, fromCallback: false);
                break;
        }

        Jobs.ForEach(ArmRanges);
        ReadAll();
    }

    private void CallAndRecord(ModelJob job, ScriptAction action, long value, bool fromCallback)
    {
        long at = _now;
        Trace.Calls.Add(new TraceCall(at, job.Number, action, Call(job, action, value), fromCallback));
    }

    /// <summary>A method of a job; answers its HRESULT. What fails changes nothing (STATE-44).</summary>
    private int Call(ModelJob job, ScriptAction action, long value)
    {
        if (LacksFile(job, action, value))
        {
            return SpecCodes.Ok;
        }

        if (job.IsFinal)
        {
            return SpecCodes.InvalidState; // LIFE-6
        }

        if (action == ScriptAction.SetPriority && job.Script.Kind == ScriptKind.CustomMethod && value != (long)BackgroundCopyJobPriority.Foreground)
        {
            return SpecCodes.NotWithCustomMethod; // SCHED-10: the priority is locked
        }

        return action switch
        {
            ScriptAction.Resume => Resume(job),
            ScriptAction.Suspend => Suspend(job),
            ScriptAction.Cancel => Cancel(job),
            ScriptAction.Complete => Complete(job),
            ScriptAction.AddFile => AddFile(job, new ModelFile(job.Files.Count, value)),
            >= ScriptAction.AddRanges => CallOfFiles(job, action, value),
            _ => Set(job, action, value),
        };
    }

    private int Resume(ModelJob job)
    {
        if (job.Files.Count == 0)
        {
            return SpecCodes.Empty; // LIFE-8
        }

        bool nothingNew = job.State == State.Transferred && job.NextFile is null;
        if (nothingNew && _script.Readings.ResumeTransferredIsEmpty)
        {
            return SpecCodes.Empty; // OQ-8
        }

        job.Files.ForEach(file => file.Kept = null); // FILE-13
        job.ActiveMs = 0; // MAXT-4: any Resume that succeeds
        if (job.IsActive)
        {
            BeginActiveTime(job);
        }

        if (nothingNew || job.State == State.Queued || job.IsActive)
        {
            return SpecCodes.Ok; // STATE-40, OQ-8: nothing else changes
        }

        // Section 3.5, "on Resume that leaves ...".
        NoteActivity(job);
        if (!_script.Readings.ResumeKeepsNoProgressTimer)
        {
            job.FirstTransientAt = null; // OQ-10
        }

        job.ImmediateRetriesUsed = 0;
        Enter(job, State.Queued);
        job.IsRetry = false;
        if (job.IsTokenLost)
        {
            FailByToken(job); // NET-7: a Resume alone is no way out
        }

        return SpecCodes.Ok;
    }

    private int Suspend(ModelJob job)
    {
        NoteActivity(job);
        bool stays = job.State == State.Suspended
            || (_script.Readings.SuspendKeepsErrorAndTransferred && job.State is State.Error or State.Transferred);
        if (!stays)
        {
            Enter(job, State.Suspended); // OQ-7
        }

        return SpecCodes.Ok;
    }

    private int Cancel(ModelJob job)
    {
        Enter(job, State.Cancelled);
        return SpecCodes.Ok;
    }

    private int Complete(ModelJob job)
    {
        if (job.Script.Kind.Sends() && job.State != State.Transferred)
        {
            return SpecCodes.InvalidState; // LIFE-12
        }

        if (_script.Readings.CompleteNeedsAnArrivedFile && !job.Files.Exists(file => file.IsDone))
        {
            return SpecCodes.InvalidState; // OQ-22
        }

        bool all = job.Files.TrueForAll(file => file.IsDone);
        Enter(job, State.Acknowledged);
        return all ? SpecCodes.Ok : SpecCodes.PartialComplete; // LIFE-11, LIFE-21
    }

    private int AddFile(ModelJob job, ModelFile file)
    {
        if (!IsLoggedOn(job))
        {
            return SpecCodes.NotLoggedOn; // LIFE-3: logon before limits
        }

        if (job.Script.Kind.Sends() && job.Files.Count > 0)
        {
            return SpecCodes.TooManyFiles; // LIM-6, FILE-3
        }

        bool limited = job.Script.Owner != ServiceAccount; // POLICY-20
        if (limited && job.Files.Count >= _script.Policy.MaxFilesPerJob)
        {
            return SpecCodes.TooManyFilesInJob; // POLICY-6, POLICY-21
        }

        if (job.Script.Kind == ScriptKind.OnDemand && file.Ranges is not null)
        {
            return SpecCodes.RandomAccessNotSupported; // FILE-24, PROP-8
        }

        job.Files.Add(file);
        if (job.Script.Kind == ScriptKind.UploadReply)
        {
            job.Reply = new ModelFile(ScriptFileCalls.ReplyIndex, job.Script.ReplyBytes ?? 0); // UP-6
            job.Files.Add(job.Reply);
        }

        NoteActivity(job);
        MarkModified(job);
        return SpecCodes.Ok;
    }

    /// <summary>A setter. Whatever its value, it is activity (OQ-36) and a change of a property (CB-7).</summary>
    private int Set(ModelJob job, ScriptAction action, long value)
    {
        NoteActivity(job);
        MarkModified(job); // before what follows from the setter: it is owed also when the job is in ERROR then (CB-7)
        switch (action)
        {
            case ScriptAction.SetMinimumRetryDelay:
                SetMinimumRetryDelay(job, 1000 * Math.Max(value, _script.Readings.FloorSeconds)); // RETRY-3
                break;
            case ScriptAction.SetNoProgressTimeout:
                SetNoProgressTimeout(job, 1000 * value);
                break;
            case ScriptAction.SetMaximumDownloadTime:
                SetMaximumDownloadTime(job, 1000 * value);
                break;
            case ScriptAction.SetPriority:
                SetPriority(job, (BackgroundCopyJobPriority)value);
                break;
            case ScriptAction.SetCostFlags:
                ChangeWhatBlocks(job, () => job.CostFlags = (BackgroundCopyCostStates)value); // COST-3
                break;
            case ScriptAction.SetNotifyFlags:
                job.Flags = (BackgroundCopyNotifications)value;
                NotifySettingsChanged(job);
                break;
            case ScriptAction.SetNotifyInterface:
                SetNotifyInterface(job, value != 0);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(action), action, "is no setter.");
        }

        return SpecCodes.Ok;
    }

    private void NoteActivity(ModelJob job)
    {
        job.LastActivity = Now();
        ArmInactivity(job);
    }

    private long InactivityDue(ModelJob job) => job.LastActivity.Ms + (_script.Policy.InactivityDays * 86_400_000L);

    /// <summary>An armed deadline is looked at when it is reached, and armed again if activity has moved it (D-40).</summary>
    private void ArmInactivity(ModelJob job) => ArmNoLater(InactivityDue(job), Phase.Inactivity, DueKind.Inactivity, job, () => OnInactivity(job));

    private void OnInactivity(ModelJob job)
    {
        SettleStream(job); // bytes that flow one by one are activity that nobody reported
        if (InactivityDue(job) <= _now)
        {
            Enter(job, State.Cancelled); // STATE-25
        }
        else
        {
            ArmInactivity(job);
        }
    }
}
