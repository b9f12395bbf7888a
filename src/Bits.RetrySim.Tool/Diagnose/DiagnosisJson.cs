using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bits.RetrySim.Tool;

/// <summary>Writes diagnoses for programs, as one JSON object. What is not known is null.</summary>
internal static class DiagnosisJson
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    internal static string Of(IReadOnlyList<Diagnosis> diagnoses, IReadOnlyList<string> notes, Privacy privacy)
    {
        JsonObject root = new()
        {
            ["jobs"] = new JsonArray([.. diagnoses.Select(diagnosis => Of(diagnosis, privacy))]),
            ["notes"] = Texts(notes),
        };
        return root.ToJsonString(Options);
    }

    private static JsonObject Of(Diagnosis diagnosis, Privacy privacy)
    {
        JsonNode? At(DateTimeOffset? at) => at is { } instant ? Stamp.Iso(instant, diagnosis.IsLocal) : null;
        ObservedSettings settings = diagnosis.Settings;
        JsonObject job = new()
        {
            ["id"] = diagnosis.Job.Id?.ToString(),
            ["name"] = privacy.Text(diagnosis.Job.Name),
            ["headline"] = DiagnosisText.Headline(diagnosis),
            ["state"] = diagnosis.State.ToString(),
            ["since"] = At(diagnosis.Since),
            ["localTimes"] = diagnosis.IsLocal,
            ["waitsFor"] = diagnosis.Reason?.ToString(),
            ["hresult"] = diagnosis.ErrorCode is { } code ? FormattableString.Invariant($"0x{code:X8}") : null,
            ["errorClass"] = diagnosis.ErrorClass?.ToString(),
            ["nextAttempt"] = At(diagnosis.NextAttempt),
            ["noProgressSince"] = At(diagnosis.NoProgressSince),
            ["givesUp"] = At(diagnosis.GivesUp),
            ["givesUpAtEarliest"] = At(diagnosis.GivesUpAtEarliest ?? diagnosis.GivesUp),
            ["cancelledByPolicy"] = At(diagnosis.Cancelled),
            ["cancelledByPolicyIfBlocksStopTheTimeout"] = At(diagnosis.CancelledIfFrozen),
            ["hasTimedOut"] = diagnosis.HasTimedOut,
            ["settingsAllowRetry"] = diagnosis.AllowsRetry,
            ["minimumRetryDelay"] = settings.KnowsDelay ? settings.Delay.TotalSeconds : null,
            ["noProgressTimeout"] = settings.KnowsTimeout ? settings.Timeout.TotalSeconds : null,
            ["errorCount"] = diagnosis.ErrorCount,
            ["errorCountFits"] = diagnosis.CountFits,
            ["files"] = Texts(diagnosis.Job.Urls.Select(privacy.Url)),
            ["lines"] = new JsonArray([.. DiagnosisText.Lines(diagnosis, privacy).Select(line => new JsonObject { ["about"] = line.Label, ["text"] = line.Text })]),
            ["attempts"] = new JsonArray([.. Enumerable.Range(0, diagnosis.Attempts.Count).Select(i => Of(diagnosis.Job.Log!, i, privacy))]),
            ["interruptions"] = new JsonArray([.. diagnosis.Nudges.Select(nudge => new JsonObject
            {
                ["kind"] = nudge.Kind.ToString(),
                ["from"] = At(nudge.From),
                ["until"] = At(nudge.Until),
                ["text"] = nudge.Text,
            })]),
        };
        if (privacy.Owner(diagnosis.Job) is { } owner)
        {
            job["owner"] = owner;
        }

        return job;
    }

    private static JsonObject Of(JobStory log, int index, Privacy privacy)
    {
        StoryAttempt attempt = log.Attempts[index];
        return new JsonObject
        {
            ["file"] = privacy.Url(attempt.Url),
            ["began"] = attempt.Began is { } began ? Stamp.Iso(began, isLocal: false) : null,
            ["ended"] = attempt.Ended is { } ended ? Stamp.Iso(ended, isLocal: false) : null,
            ["hresult"] = attempt.IsFailure ? FormattableString.Invariant($"0x{attempt.Code:X8}") : null,
            ["reachedServer"] = attempt.ReachedServer,
            ["immediateRetry"] = log.IsImmediate(index),
            ["stoppedFromThisSide"] = attempt.IsStopped,
            ["bytesBefore"] = attempt.BytesBefore,
            ["bytesAfter"] = attempt.BytesAfter,
            ["bytesTotal"] = attempt.Size,
        };
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);
}
