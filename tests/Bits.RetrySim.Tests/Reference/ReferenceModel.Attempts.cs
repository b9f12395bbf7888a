using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <content>Attempts, their failures and the timers: section 3.5 line by line.</content>
internal sealed partial class ReferenceModel
{
    /// <summary>The job's turn has come: a new attempt (STATE-10), or nothing left to transfer (STATE-31).</summary>
    private void Start(ModelJob job)
    {
        if (job.NextFile is null)
        {
            Enter(job, State.Transferred);
            return;
        }

        if (FileToFetch(job) is not ModelFile file)
        {
            Enter(job, State.Suspended); // STATE-26, PROP-8
            return;
        }

        Enter(job, State.Connecting);
        if (job.ActiveMs >= MaxDownloadMs(job))
        {
            FailByMaximumDownloadTime(job); // OQ-38
            return;
        }

        ArmTimeSlice(job);
        Fetch(job, file);
    }

    private void Fetch(ModelJob job, ModelFile file)
    {
        IReadOnlyList<ScriptFetch> scripted = job.Script.Fetches;
        ScriptFetch fetch = job.FetchesMade < scripted.Count ? scripted[job.FetchesMade] : job.Script.LaterFetches;
        job.FetchesMade++;
        job.Fetched = file;
        if (job.Script.Kind is ScriptKind.CustomMethod or ScriptKind.DynamicContent)
        {
            file.Bytes = 0; // RETRY-22, RETRY-23: what is here is no beginning of what the server sends now
        }

        Trace.Fetches.Add(new TraceFetch(_now, job.Number, job.FetchesMade, file.Index, file.Bytes));
        (long Goal, bool IsServed) what = (file.Goal, file.IsServed);
        if (fetch.ConnectMs is not long connect)
        {
            return;
        }

        if (fetch.Certificate != 0 && job.NeedsApproval && !job.Approved.Contains(fetch.Certificate))
        {
            Report(job, connect, Phase.Bytes, () => OnShown(job, file, fetch, what.Goal, what.IsServed));
        }
        else
        {
            OnServer(job, file, fetch, connect, what.Goal, what.IsServed);
        }
    }

    /// <summary>The server is heard of: it takes the request, or does not.</summary>
    private void OnServer(ModelJob job, ModelFile file, ScriptFetch fetch, long afterMs, long goal, bool isServed)
    {
        if (fetch.ConnectError != 0)
        {
            Report(job, afterMs, Phase.Failure, () => FailToConnect(job, file, fetch.ConnectError));
        }
        else
        {
            Report(job, afterMs, Phase.Bytes, () => OnAccepted(job, file, fetch, goal, isServed));
        }
    }

    private void FailToConnect(ModelJob job, ModelFile file, int code, bool isTransient = false)
    {
        // RETRY-28: a job with dynamic content counts as answered when its attempt begins.
        if (job.Script.Kind == ScriptKind.DynamicContent)
        {
            OnEndedAfterAnswer(job, file, code, noByteCame: true, isTransient);
        }
        else
        {
            Fail(job, code, isTransient);
        }
    }

    private void Report(ModelJob job, long afterMs, Phase phase, Action run) => Arm(_now + afterMs, phase, DueKind.Report, job, run);

    private void OnAccepted(ModelJob job, ModelFile file, ScriptFetch fetch, long goal, bool isServed)
    {
        bool isForgotten = IsSent(job, file) && fetch.ForgetsSession; // UP-3
        bool beginsAgain = file.Bytes > 0 && (file.Known != file.Size || isForgotten); // CONS-1
        file.Known = file.Size;
        job.HasSession |= IsSent(job, file);
        if (beginsAgain)
        {
            file.BeginAgain();
        }

        long offset = file.Bytes;
        if (job.State == State.Connecting)
        {
            Enter(job, State.Transferring); // STATE-11; files 2..n stay in TRANSFERRING (OQ-40)
        }

        if (beginsAgain && file.Parts is not null)
        {
            Disarm(DueKind.Report, job);
            job.Chosen = file.IsAsked ? file : job.Chosen;
            Fetch(job, file); // FILE-24: something else is missing now
            return;
        }

        if (!isServed)
        {
            Report(job, 0, Phase.Failure, () => OnEndedAfterAnswer(job, file, SpecCodes.InvalidRange, noByteCame: true)); // ERR-33
            return;
        }

        long bytes = fetch.BytesOf(goal - offset, IsSent(job, file));
        if (bytes == 0)
        {
            ReportEnd(job, file, fetch, offset, goal);
        }
        else if (fetch.IsStream)
        {
            Report(job, fetch.BytesAfterMs, Phase.Bytes, () => OnStreamBegins(job, file, fetch, offset, bytes, goal));
        }
        else
        {
            Report(job, fetch.BytesAfterMs, Phase.Bytes, () => OnBytes(job, file, fetch, offset, bytes, goal));
        }
    }

    private static bool IsSent(ModelJob job, ModelFile file) => job.Script.Kind.Sends() && file != job.Reply;

    private void OnBytes(ModelJob job, ModelFile file, ScriptFetch fetch, long offset, long bytes, long goal)
    {
        file.Bytes += bytes;
        NoteProgress(job);
        ReportEnd(job, file, fetch, offset, goal);
    }

    private void OnStreamBegins(ModelJob job, ModelFile file, ScriptFetch fetch, long offset, long bytes, long goal)
    {
        job.Stream = new ModelStream(file, _now, file.Bytes, bytes);
        Report(job, 1, Phase.Bytes, () =>
        {
            NoteProgress(job);
            Report(job, bytes - 1, Phase.Bytes, () =>
            {
                SettleStream(job);
                job.Stream = null;
                ReportEnd(job, file, fetch, offset, goal);
            });
        });
    }

    private void ReportEnd(ModelJob job, ModelFile file, ScriptFetch fetch, long offset, long goal)
    {
        if (fetch.EndAfterMs is not long after)
        {
            return;
        }

        if (fetch.EndError != 0)
        {
            bool noByteCame = fetch.BytesOf(goal - offset, IsSent(job, file)) == 0;
            Report(job, after, Phase.Failure, () => OnEndedAfterAnswer(job, file, fetch.EndError, noByteCame));
        }
        else
        {
            Report(job, after, Phase.Bytes, () => OnCompleted(job, file, goal));
        }
    }

    /// <summary>The first lines of section 3.5: up to a number of times a job, as if it had not happened (RETRY-28).</summary>
    private void OnEndedAfterAnswer(ModelJob job, ModelFile file, int code, bool noByteCame, bool isTransient = false)
    {
        bool mayRetry = noByteCame && job.Script.Kind != ScriptKind.CustomMethod && !SpecCodes.WaitsForCondition(code) && job.ImmediateRetriesUsed < _script.Readings.ImmediateRetries;
        if (!mayRetry)
        {
            Fail(job, code, isTransient);
        }
        else if (BlockOf(job) is null)
        {
            job.ImmediateRetriesUsed++;
            Fetch(job, file); // at once, without a turn (D-45)
        }

        // Else the turn of this instant finds the job running and blocked, and moves it (D-45, STATE-21).
    }

    private void StopFetch(ModelJob job)
    {
        SettleStream(job);
        job.Stream = null;
        Disarm(DueKind.Report, job);
        Disarm(DueKind.Question, job);
    }

    /// <summary>Brings the bytes that flow one by one, and the activity they are, up to now.</summary>
    private void SettleStream(ModelJob job)
    {
        if (job.Stream is ModelStream stream)
        {
            long arrived = Math.Min(stream.Bytes, _now - stream.SinceMs);
            stream.File.Bytes = stream.FromBytes + arrived;
            if (arrived > 0 && stream.SinceMs + arrived > job.LastActivity.Ms)
            {
                job.LastActivity = new Stamp(stream.SinceMs + arrived, _wallOffset);
                ArmInactivity(job);
            }
        }
    }

    /// <summary>At least one byte is here (RETRY-11).</summary>
    private void NoteProgress(ModelJob job)
    {
        StopNoProgress(job);
        MarkModified(job);
    }

    private void StopNoProgress(ModelJob job)
    {
        job.FirstTransientAt = null;
        NoteActivity(job);
    }

    /// <summary>"on attempt failed with transient error e at engine time t", and fatal errors.</summary>
    private void Fail(ModelJob job, int code, bool isTransient = false)
    {
        // "else it is treated as transient, uncounted: no job waits for an end that never comes"
        bool waits = SpecCodes.WaitsForCondition(code) && BlocksOf(job).Contains(code);
        job.Error = code;
        job.WaitsForCondition = waits;
        if (!SpecCodes.WaitsForCondition(code) && (job.State != State.Connecting || job.IsRetry || _script.Readings.CountsFirstConnectFailure))
        {
            job.ErrorCount++; // ERR-13, ERR-14, OQ-17
        }

        if (SpecCodes.IsFatal(code) && !isTransient)
        {
            Enter(job, State.Error); // STATE-14
            return;
        }

        if (job.TimeoutMs == 0 && (!waits || _script.Readings.ZeroTimeoutFailsBlocks))
        {
            Enter(job, State.Error); // RETRY-9, OQ-31
            return;
        }

        if (job.Script.Kind == ScriptKind.CustomMethod && job.IsActive)
        {
            Enter(job, State.Error); // RETRY-22, blocks of a running attempt included; a queued job follows NET-1
            return;
        }

        if (!waits || _script.Readings.BlockedTimeout == BlockedTimeout.Run)
        {
            job.FirstTransientAt ??= Now(); // RETRY-10
        }

        if (waits)
        {
            Enter(job, State.TransientError); // RETRY-14: no retry on the delay
            return;
        }

        if (DelayIsAboveTimeout(job) || Elapsed(job.FirstTransientAt!.Value) >= job.TimeoutMs)
        {
            Enter(job, State.Error); // RETRY-7, OQ-3
            return;
        }

        Enter(job, State.TransientError);
        job.LastFailureAt = Now();
        ArmRetry(job);
    }

    private bool DelayIsAboveTimeout(ModelJob job) =>
        _script.Readings.DelayAboveTimeout == DelayAboveTimeout.FailAtOnce && job.DelayMs > job.TimeoutMs;

    /// <summary>Last failure plus delay; no retry at all while the delay exceeds the timeout and the job waits for that (RETRY-7, OQ-2).</summary>
    private void ArmRetry(ModelJob job)
    {
        bool isRetried = _script.Readings.DelayAboveTimeout == DelayAboveTimeout.FailAtOnce || job.DelayMs <= job.TimeoutMs;
        if (isRetried && job.RetryAt is Stamp planned && planned.Ms == job.LastFailureAt?.Ms + job.DelayMs)
        {
            job.RetryAt = new Stamp(planned.Ms, _wallOffset);
            return; // the same instant as before: it keeps its place among those due then
        }

        CancelRetry(job);
        if (isRetried && job.LastFailureAt is Stamp failure)
        {
            job.RetryAt = new Stamp(failure.Ms + job.DelayMs, _wallOffset);
            Arm(job.RetryAt.Value.Ms, Phase.Retry, DueKind.Retry, job, () => OnRetryDue(job));
        }
    }

    private void CancelRetry(ModelJob job)
    {
        job.RetryAt = null;
        Disarm(DueKind.Retry, job);
    }

    private void OnRetryDue(ModelJob job)
    {
        job.RetryAt = null;
        if (BlockOf(job) is int code)
        {
            job.Error = code; // OQ-30: it waits for the condition now
            job.WaitsForCondition = true;
            MarkModified(job);
        }
        else
        {
            Enter(job, State.Queued); // STATE-17
        }
    }

    /// <summary>The deadline of section 3.5: first transient error plus timeout; it does not run while frozen.</summary>
    private void ArmNoProgress(ModelJob job)
    {
        if (NoProgressDue(job) is long due && job.State == State.TransientError)
        {
            ArmNoLater(due, Phase.NoProgress, DueKind.NoProgress, job, () => OnNoProgress(job));
        }
    }

    private long? NoProgressDue(ModelJob job)
    {
        bool stands = job.FrozenSince is not null && _script.Readings.BlockedTimeout != BlockedTimeout.Run;
        return stands ? null : job.FirstTransientAt?.Ms + job.TimeoutMs;
    }

    private void OnNoProgress(ModelJob job)
    {
        // STATE-18; in any other state the attempt decides (OQ-12).
        if (job.State == State.TransientError && NoProgressDue(job) <= _now)
        {
            Enter(job, State.Error);
        }
        else
        {
            ArmNoProgress(job);
        }
    }

    private void SetMinimumRetryDelay(ModelJob job, long delayMs)
    {
        job.DelayMs = delayMs;
        if (job.State == State.TransientError && DelayIsAboveTimeout(job) && BlockOf(job) is null)
        {
            Enter(job, State.Error); // OQ-11
        }
        else if (job.State == State.TransientError && !job.WaitsForCondition)
        {
            ArmRetry(job);
        }
    }

    private void SetNoProgressTimeout(ModelJob job, long timeoutMs)
    {
        job.TimeoutMs = timeoutMs;
        ArmNoProgress(job);
        if (job.State == State.TransientError && TimeoutIsOver(job))
        {
            Enter(job, State.Error); // OQ-11
            return;
        }

        bool mayComeOrGo = _script.Readings.DelayAboveTimeout == DelayAboveTimeout.FailAtTimeout;
        if (mayComeOrGo && job.State == State.TransientError && !job.WaitsForCondition)
        {
            ArmRetry(job);
        }
    }

    // Note 6 of table 2.3: while blocked the elapsed time counts only if the timer runs, and the delay never does.
    private bool TimeoutIsOver(ModelJob job)
    {
        if (job.TimeoutMs == 0 && (!job.WaitsForCondition || _script.Readings.ZeroTimeoutFailsBlocks))
        {
            return true;
        }

        bool isBlocked = BlockOf(job) is not null;
        bool runs = !isBlocked || _script.Readings.BlockedTimeout == BlockedTimeout.Run;
        return (!isBlocked && DelayIsAboveTimeout(job))
            || (runs && job.FirstTransientAt is Stamp first && Elapsed(first) >= job.TimeoutMs);
    }
}
