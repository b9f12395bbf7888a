namespace Bits.RetrySim;

/// <summary>The program behind a job of a script.</summary>
internal sealed record ScriptClient
{
    internal required SimulationScriptNode Node { get; init; }

    internal bool Completes { get; init; }

    internal int FailingCallbacks { get; init; }

    internal int FailsWith { get; init; }

    internal TimeSpan? PollEvery { get; init; }

    internal IReadOnlyList<BackgroundCopyJobState> Resumes { get; init; } = [];

    internal int MostResumes { get; init; }

    internal IReadOnlyList<BackgroundCopyJobState> Cancels { get; init; } = [];

    /// <summary>Registers its callback, and begins to poll.</summary>
    internal void Attach(BackgroundCopyJob job, ScriptSchedule schedule)
    {
        RecordingCallback callback = new(Completes ? new BackgroundCopyCallback { JobTransferred = static done => done.Complete() } : null);
        callback.FailNext(FailingCallbacks, FailsWith);
        job.NotifyInterface = callback;
        if (PollEvery is { } interval)
        {
            new Poll(this, job, callback, interval, schedule).Arm();
        }
    }

    /// <summary>Looks at the job again and again, until it has ended.</summary>
    private sealed class Poll(ScriptClient client, BackgroundCopyJob job, IBackgroundCopyCallback callback, TimeSpan interval, ScriptSchedule schedule)
    {
        private int _resumesLeft = client.MostResumes;

        /// <summary>From now on, not from when it was due: the client may have slept.</summary>
        internal void Arm()
        {
            TimeSpan now = job.ManagerElapsed;
            if (ScriptTime.Maximum - now >= interval)
            {
                schedule(now + interval, client.Node, Look);
            }
        }

        private void Look()
        {
            if (job.IsFinal)
            {
                return;
            }

            job.NotifyInterface ??= callback;
            BackgroundCopyJobState state = job.State;
            if (state == BackgroundCopyJobState.Transferred && client.Completes)
            {
                job.Complete();
            }
            else if (client.Resumes.Contains(state) && _resumesLeft > 0)
            {
                _resumesLeft--;
                job.Resume();
            }
            else if (client.Cancels.Contains(state))
            {
                job.Cancel();
            }

            Arm();
        }
    }
}
