using System.Globalization;

namespace Bits.RetrySim.Tool;

/// <summary>How well a written scenario does what was seen: it is run, and its attempts are held against those that it was made of.</summary>
/// <param name="Seen">The attempts that were seen.</param>
/// <param name="Made">How many of them the scenario makes, with the same outcome and in the same order.</param>
/// <param name="Off">By how much the first sign of any of them is off at most.</param>
internal sealed record ReplayCheck(int Seen, int Made, TimeSpan Off)
{
    internal static ReplayCheck Of(string scenario, IReadOnlyList<Diagnosis> diagnoses)
    {
        SimulationScript script = SimulationScript.Parse(scenario);
        using BitsSimulation bits = BitsSimulation.FromScript(script);
        IReadOnlyList<BackgroundCopyJob> jobs = bits.Manager.EnumJobs();
        DateTimeOffset start = bits.Clock.GetUtcNow();
        bits.Clock.Advance(script.RunFor!.Value);
        ILookup<Guid?, LoggedEvent> events = ClientEvents.Of(bits.EventLog, jobs, start).ToLookup(entry => entry.Job);
        (int seen, int made, TimeSpan off) = (0, 0, TimeSpan.Zero);
        foreach ((Diagnosis diagnosis, BackgroundCopyJob job) in diagnoses.Where(ReplayScenario.CanTell).Zip(jobs))
        {
            IReadOnlyList<StoryAttempt> played = JobStory.OfLog(events[job.Id], [])?.Attempts ?? [];
            IReadOnlyList<StoryAttempt> observed = diagnosis.Story!.Attempts;
            seen += observed.Count;
            foreach ((StoryAttempt one, StoryAttempt other) in observed.Zip(played).TakeWhile(pair => IsSame(pair.First, pair.Second)))
            {
                made++;
                TimeSpan difference = (one.Sign - other.Sign).Duration();
                off = difference > off ? difference : off;
            }
        }

        return new ReplayCheck(seen, made, off);
    }

    internal string Text => Seen == 0 ? "there are no attempts to compare" : string.Create(
        CultureInfo.InvariantCulture,
        $"{Made} of {Seen} attempts come as they were seen{(Made > 0 ? $", at most {Stamp.Rounded(Off)} off" : "")}");

    private static bool IsSame(StoryAttempt one, StoryAttempt other) =>
        one.Code == other.Code && one.IsDone == other.IsDone && one.NewBytes == other.NewBytes;
}
