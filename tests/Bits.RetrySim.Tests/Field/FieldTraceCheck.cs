using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>Refuses what a trace cannot say, so that a slip in a file is not taken for a fault of the model, or for none.</summary>
internal static class FieldTraceCheck
{
    private static readonly Regex Code = new("^0x[0-9A-F]{8}$", RegexOptions.CultureInvariant);
    private static readonly string[] Strengths = ["firm", "weak"];
    private static readonly string[] Priorities = ["foreground", "normal"];
    private static readonly string[] CallNames = ["resume", "cancel", "complete"];
    private static readonly string[] Causes = ["resume", "networkChanged", "networkBack", "wake"];

    /// <summary>What must have happened before; null: nothing.</summary>
    private static readonly Dictionary<string, string?> Events = new()
    {
        ["networkLost"] = null,
        ["networkBack"] = "networkLost",
        ["networkChanged"] = null,
        ["serviceStopped"] = null,
        ["serviceStarted"] = "serviceStopped",
        ["sleep"] = null,
        ["wake"] = "sleep",
    };

    /// <exception cref="FormatException">Something cannot be so.</exception>
    internal static void Require(FieldTrace trace)
    {
        RequireNoHole(trace.Phenomena);
        RequireNoHole(trace.Notes);
        RequireNoHole(trace.Environment);
        RequireNoHole(trace.Jobs);
        Require(trace.Format == "bits-field-trace/1", $"format {trace.Format} is not known");
        Require(trace.Id.Length > 0, "the trace has no id");
        Require(trace.Source.Repository.Length > 0 && trace.Source.File.Length > 0, "the source has no name");
        Require(trace.Source.Records.Count == 2 && trace.Source.Records[0] <= trace.Source.Records[1], "records are a first and a last number");
        Require(Strengths.Contains(trace.Strength), $"strength {trace.Strength} is not known");
        Require(trace.Phenomena.Count > 0 && trace.Phenomena.All(name => name.Length > 0), "the trace is an example of nothing");
        Require(trace.Jobs.Count > 0 && trace.Jobs.Select(job => job.Job).SequenceEqual(Enumerable.Range(1, trace.Jobs.Count)), "jobs are numbered from 1");
        Require(IsRising(trace.Jobs.Select(job => job.Created)) && trace.Jobs[0].Created == 0, "jobs stand in the order of their creation, from 0 on");
        RequireEvents(trace.Environment);
        foreach (FieldJob job in trace.Jobs)
        {
            RequireJob(job);
        }
    }

    private static void RequireEvents(IReadOnlyList<FieldEvent> events)
    {
        Require(IsRising(events.Select(change => change.At)), "the environment is in the order of time");
        HashSet<string> open = [];
        foreach (FieldEvent change in events)
        {
            Require(Events.TryGetValue(change.Event, out string? begin), $"event {change.Event} is not known");
            RequireBasis(change.Basis);
            Require(begin is null ? open.Add(change.Event) || change.Event == "networkChanged" : open.Remove(begin), $"{change.Event} at {change.At} does not fit what was before");
        }
    }

    private static void RequireJob(FieldJob job)
    {
        RequireNoHole(job.Attempts);
        RequireNoHole(job.Calls);
        RequireNoHole(job.States);
        Require(Priorities.Contains(job.Priority), $"priority {job.Priority} is not known");
        Require(job.Size is null or >= 0, "a size is no negative number");
        Require(IsRising(job.Calls.Select(call => call.At).Prepend(job.Created)), "calls are in the order of time, after the creation");
        Require(IsRising(job.States.Select(state => state.At).Prepend(job.Created)), "states are in the order of time, after the creation");
        foreach (FieldCall call in job.Calls)
        {
            Require(CallNames.Contains(call.Call), $"call {call.Call} is not known");
            RequireBasis(call.Basis);
        }

        foreach (FieldState state in job.States)
        {
            Require(Enum.GetNames<BackgroundCopyJobState>().Contains(state.State), $"state {state.State} is not known");
            RequireBasis(state.Basis);
        }

        Require(IsRising(job.Attempts.SelectMany(attempt => new[] { attempt.FirstSign, attempt.EndedAt }).Prepend(job.Created)), "attempts follow each other");
        foreach (FieldAttempt attempt in job.Attempts)
        {
            RequireAttempt(attempt, job);
        }
    }

    private static void RequireAttempt(FieldAttempt attempt, FieldJob job)
    {
        Require(attempt.Began is null == attempt.ConnectFailed, "an attempt either began or failed to connect");
        Require(Code.IsMatch(attempt.Hr), $"{attempt.Hr} is no code");
        Require(attempt.IsFailure || !attempt.ConnectFailed, "what failed to connect has a code of failure");
        Require(attempt.Follows is null || Causes.Contains(attempt.Follows), $"an attempt that follows {attempt.Follows} is not known");
        Require(attempt.StartSlack is null or > 0, "a slack is a span");
        Require(IsRising(attempt.FileChangedAt.Prepend(attempt.FirstSign).Append(attempt.EndedAt)), "a file changes while the attempt runs");
        Require(attempt.BytesBefore >= 0 && attempt.BytesAfter >= (attempt.FileChangedAt.Count > 0 || job.DynamicContent ? 0 : attempt.BytesBefore), "bytes do not go away");
        Require(attempt.BytesAfter == attempt.BytesBefore || !attempt.ConnectFailed, "without an answer no byte comes");
        Require(Math.Max(attempt.BytesBefore, attempt.BytesAfter) <= (job.Size ?? long.MaxValue), "a file has no more bytes than its size");
    }

    // The reader refuses null in place of a value, but not within a list.
    private static void RequireNoHole<T>(IReadOnlyList<T> list)
        where T : class => Require(list.All(item => item is not null), "a list has a hole");

    // The copies that the project carries leave the words out.
    private static void RequireBasis(string? basis) => Require(
        basis is null or "logged" || basis.StartsWith("inferred", StringComparison.Ordinal), $"basis {basis} is not known");

    private static bool IsRising(IEnumerable<long> instants)
    {
        long[] all = [.. instants];
        return all.Zip(all.Skip(1)).All(pair => pair.First <= pair.Second);
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new FormatException(otherwise + ".");
        }
    }
}
