using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bits.RetrySim;

/// <summary>A job of a recorded scenario: its settings, and what its client called.</summary>
internal static class RecordedJob
{
    /// <param name="job">The job.</param>
    /// <param name="files">Its files, as they are told.</param>
    /// <param name="events">What happened to it.</param>
    internal static JsonObject Of(BackgroundCopyJob job, JsonArray files, IReadOnlyList<JobEvent> events)
    {
        JsonObject told = new() { ["name"] = job.DisplayName };
        JobEvent? created = events.FirstOrDefault(static entry => entry.Call == JobCall.CreateJob);
        if (created is { Instant.Ticks: > 0 })
        {
            told["createAt"] = Arguments.Text(created.Instant);
        }

        AddSettings(told, job, isNew: created is not null);
        told["resumeAt"] = "never";
        told["files"] = files;
        JsonArray calls = [.. Calls(events, isNew: created is not null)];
        if (calls.Count > 0)
        {
            told["calls"] = calls;
        }

        // Its client is told in what it called.
        told["client"] = new JsonObject { ["completes"] = false };
        return told;
    }

    /// <summary>Of a job that was there before, its settings are told as they are; those of a new one were set by calls, after what its service gives to new ones.</summary>
    private static void AddSettings(JsonObject told, BackgroundCopyJob job, bool isNew)
    {
        if (!isNew)
        {
            told["priority"] = Name(job.Priority.ToString());
            told["minimumRetryDelay"] = Arguments.Text(job.MinimumRetryDelay);
            told["noProgressTimeout"] = Arguments.Text(job.NoProgressTimeout);
            told["maximumDownloadTime"] = Arguments.Text(job.MaximumDownloadTime);
        }
        else if (job.Door.Service.NewJobs is var given && given != JobDefaults.OfBits)
        {
            told["minimumRetryDelay"] = Arguments.Text(TimeSpan.FromSeconds(given.MinimumRetryDelay));
            told["noProgressTimeout"] = Arguments.Text(TimeSpan.FromSeconds(given.NoProgressTimeout));
        }

        if (job.Http.Method is { } method and not "GET")
        {
            told["httpMethod"] = method;
        }

        if (job.Properties.DynamicContent)
        {
            told["dynamicContent"] = true;
        }

        if (job.Properties.MaximumDownloadSize is { } most and > 0 and <= long.MaxValue)
        {
            told["maximumDownloadSize"] = (long)most;
        }
    }

    private static IEnumerable<JsonNode> Calls(IReadOnlyList<JobEvent> events, bool isNew)
    {
        if (!isNew && events.FirstOrDefault(static entry => entry.Kind is JobEventKind.Attempt or JobEventKind.Transition || entry.Call == JobCall.Resume) is { Call: null } begin)
        {
            // It was resumed before anybody looked.
            yield return CallOf(begin, "call", "resume");
        }

        foreach (JobEvent entry in events)
        {
            switch (entry.Call)
            {
                case JobCall.Resume or JobCall.Suspend or JobCall.Complete or JobCall.Cancel:
                    yield return CallOf(entry, "call", Name(entry.Call.Value.ToString()));
                    break;
                case JobCall.SetPriority when Enum.TryParse(entry.Argument, out BackgroundCopyJobPriority priority):
                    yield return CallOf(entry, "priority", Name(priority.ToString()));
                    break;
                case JobCall.SetMinimumRetryDelay:
                    yield return CallOf(entry, "minimumRetryDelay", entry.Argument);
                    break;
                case JobCall.SetNoProgressTimeout:
                    yield return CallOf(entry, "noProgressTimeout", entry.Argument);
                    break;
                case JobCall.SetMaximumDownloadTime:
                    yield return CallOf(entry, "maximumDownloadTime", entry.Argument);
                    break;
            }
        }
    }

    private static JsonObject CallOf(JobEvent entry, string field, string value) => new() { ["at"] = Arguments.Text(entry.Instant), [field] = value };

    private static string Name(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
