namespace Bits.RetrySim;

/// <content>Writing down what happened.</content>
public sealed partial class BitsSimulation
{
    /// <summary>As many as one can read in what a test runner shows.</summary>
    private const int MostEventsWritten = 500;
    private const int MostJobsWritten = 30;

    /// <summary>
    /// Writes what a person needs to know about a test that failed: what callbacks threw, the jobs that have not ended, 30 at
    /// most, the timeline as a table, and the last 500 events. Lines end in a line feed.
    /// </summary>
    /// <param name="writer">Where to; it is neither flushed nor closed.</param>
    /// <remarks>
    /// It never fails because of what the simulation holds: where events are not recorded, or not all of them, the timeline is left out; a simulation
    /// that is disposed is written too. All events, each on its line, are written by <see cref="EventLog.WriteTo"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="writer"/> is null.</exception>
    /// <example>
    /// With xunit, in the class of the test, so that it stands beside a failure:
    /// <code>
    /// public void Dispose()
    /// {
    ///     using StringWriter text = new();
    ///     bits.WriteTo(text);
    ///     output.WriteLine(text.ToString());
    ///     bits.Dispose();
    /// }
    /// </code>
    /// </example>
    public void WriteTo(TextWriter writer)
    {
        if (writer is null)
        {
            throw Failure.Null(nameof(writer));
        }

        WriteLine(writer, Clock.ToString());
        if (Clock.ToldErrors is { } errors)
        {
            WriteLine(writer, errors);
        }

        IReadOnlyList<BackgroundCopyJob> jobs = Manager.ShownJobs;
        foreach (BackgroundCopyJob job in jobs.Take(MostJobsWritten))
        {
            WriteLine(writer, job.ToString());
        }

        if (jobs.Count > MostJobsWritten)
        {
            WriteLine(writer, $"And {TimeText.Count(jobs.Count - MostJobsWritten, "more job")}.");
        }

        if (EventLog.IsEnabled)
        {
            WriteHistory(writer);
        }
    }

    private void WriteHistory(TextWriter writer)
    {
        JournalSnapshot journal = Manager.ReadJournal();
        if (journal.IsComplete)
        {
            WriteLine(writer, "");
            JobTimeline.Of(journal, Outages).WriteText(writer);
        }

        WriteLine(writer, "");
        int left = Math.Max(0, journal.Events.Count - MostEventsWritten);
        WriteLine(writer, left == 0 ? "Events:" : TimeText.Invariant($"The last {MostEventsWritten} of {TimeText.Count(journal.Events.Count, "event")}:"));
        foreach (JobEvent entry in journal.Events.Skip(left))
        {
            WriteLine(writer, entry.ToString());
        }
    }

    private static void WriteLine(TextWriter writer, string line)
    {
        writer.Write(line);
        writer.Write('\n');
    }
}
