namespace Bits.RetrySim.Tests;

/// <summary>Reads an event log and what a client heard, and finds what does not fit.</summary>
internal static class LogCheck
{
    internal static IReadOnlyList<JobHistory> Histories(EventLog log, LoadCallback callback)
    {
        SortedDictionary<int, JobHistory> histories = [];
        foreach (JobEvent entry in log.Events)
        {
            if (entry.Job == 0)
            {
                if (entry.Environment is { Kind: EnvironmentChangeKind.ServiceRestarted })
                {
                    histories.Values.ToList().ForEach(history => history.Restart());
                }

                continue;
            }

            if (!histories.TryGetValue(entry.Job, out JobHistory? job))
            {
                job = new JobHistory(entry.Job, callback.CallsOf(entry.Job));
                histories.Add(entry.Job, job);
            }

            job.Add(entry);
        }

        return [.. histories.Values];
    }
}
