namespace Bits.RetrySim;

/// <summary>Makes scenarios of what a <see cref="TransferRecorder"/> has seen.</summary>
/// <threadsafety>Safe from any thread.</threadsafety>
public static class TransferRecorderScenario
{
    /// <summary>
    /// Writes what has happened to jobs as a scenario (<see cref="SimulationScript"/>): what the network did to each attempt, what the client called, and what
    /// changed around the jobs. In a simulation of it the same attempts begin and end alike, within the recorder's resolution.
    /// </summary>
    /// <remarks>
    /// It holds names of jobs and hosts, and paths, but no user info, query, header, credential or local name. Where two files have the same URL, or differ only in
    /// queries, the later has a path of its own. It ends at the present instant: without <c>runFor</c> it goes on, with a server that works.
    /// </remarks>
    /// <param name="recorder">The recorder.</param>
    /// <param name="writer">Where to; it is neither flushed nor closed.</param>
    /// <param name="jobs">Jobs of the manager that it serves, also those that have ended; those that went before it began to record begin with what was here of them.</param>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) An argument is null.</exception>
    /// <exception cref="ArgumentException">(E_INVALIDARG) There is no job, one of them is null, sends a file, or belongs to a manager that the recorder does not serve.</exception>
    /// <exception cref="InvalidOperationException">The manager keeps no events (<see cref="BackgroundCopyManagerOptions.RecordEvents"/>), or has forgotten some.</exception>
    public static void WriteScenario(this TransferRecorder recorder, TextWriter writer, IEnumerable<BackgroundCopyJob> jobs)
    {
        if (recorder is null)
        {
            throw Failure.Null(nameof(recorder));
        }

        if (writer is null)
        {
            throw Failure.Null(nameof(writer));
        }

        BackgroundCopyJob[] all = [.. (jobs ?? throw Failure.Null(nameof(jobs))).Distinct()];
        Check(recorder, all, nameof(jobs));
        BitsService service = all[0].Door.Service;
        if (!service.EventLog.IsEnabled)
        {
            throw new InvalidOperationException($"The manager keeps no events, of which the scenario tells the calls: set {nameof(BackgroundCopyManagerOptions)}.{nameof(BackgroundCopyManagerOptions.RecordEvents)}.");
        }

        JournalSnapshot journal = service.ReadJournal();
        if (!journal.IsComplete)
        {
            throw new InvalidOperationException("The event log has forgotten the beginning; a scenario needs a log that keeps all events.");
        }

        writer.Write(new RecordedScenario(recorder, journal).Of(all));
    }

    private static void Check(TransferRecorder recorder, BackgroundCopyJob[] jobs, string paramName)
    {
        if (jobs.Length == 0)
        {
            throw Failure.InvalidArgument(paramName, "There has to be at least one job.");
        }

        foreach (BackgroundCopyJob job in jobs)
        {
            if (job is null)
            {
                throw Failure.InvalidArgument(paramName, "One of the jobs is null.");
            }

            if (!job.Door.Service.IsServedBy(recorder.Host))
            {
                throw Failure.InvalidArgument(paramName, $"Job {job.Number} belongs to a manager that this recorder does not serve.");
            }

            if (job.Type != BackgroundCopyJobType.Download)
            {
                throw Failure.InvalidArgument(paramName, $"Job {job.Number} sends a file; only downloads are recorded.");
            }
        }
    }
}
