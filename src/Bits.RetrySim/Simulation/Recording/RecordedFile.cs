using System.Text.Json.Nodes;

namespace Bits.RetrySim;

/// <summary>A remote file as attempts have seen it: one after the other, since each file of each job has its own.</summary>
internal sealed class RecordedFile
{
    private readonly JsonArray _faults = [];
    private readonly JsonArray _changes = [];
    private FileVersion? _first;
    private FileVersion _last = FileVersion.Unknown;
    private long _mostBytes;
    private string? _firstHash;
    private string? _lastHash;

    /// <summary>Bytes of it that are here in the simulation.</summary>
    private long _here;

    /// <summary>The instant of what was seen last.</summary>
    private long _seenAt;

    private RecordedFile()
    {
    }

    /// <param name="attempts">Those for one file of one job, in their order.</param>
    /// <param name="starts">When they begin.</param>
    internal static RecordedFile Of(IReadOnlyList<RecordedAttempt> attempts, RecordedStarts starts)
    {
        RecordedFile file = new();
        for (int i = 0; i < attempts.Count; i++)
        {
            file.Add(attempts[i], starts.Of(attempts[i]), i + 1);
        }

        return file;
    }

    internal JsonObject ToJson()
    {
        long size = _first is { Size: >= 0 and var told } ? told : Math.Max(1, _mostBytes);
        JsonObject file = new() { ["size"] = size };
        if (_first is { } first && first.TimeStamp > FileVersion.NoTimeStamp)
        {
            file["lastModified"] = DateOf(first.TimeStamp);
        }

        if (_firstHash is not null)
        {
            file["sha256"] = _firstHash;
        }

        if (_changes.Count > 0)
        {
            file["changes"] = _changes;
        }

        if (_faults.Count > 0)
        {
            file["faults"] = _faults;
        }

        return file;
    }

    private void Add(RecordedAttempt attempt, long start, int request)
    {
        Follow(attempt, start, request);
        _seenAt = Math.Max(_seenAt, attempt.StoppedAt ?? (attempt.Moments.Count > 0 ? attempt.Moments[^1].Instant : attempt.Began));
    }

    private void Follow(RecordedAttempt attempt, long start, int request)
    {
        int accepted = 0;
        while (accepted < attempt.Moments.Count && attempt.Moments[accepted].Kind != TransferReportKind.Accepted)
        {
            accepted++;
        }

        if (accepted == attempt.Moments.Count)
        {
            Add(request, attempt.Moments is [.., { Kind: TransferReportKind.Failed } failed] ? RecordedCourse.Refused(failed.HResult, failed.Instant - start) : RecordedCourse.Unanswered());
            return;
        }

        RecordedMoment answer = attempt.Moments[accepted];
        Tell(answer.Version, answer.Instant, isOther: answer.Bytes < attempt.Offset);
        _seenAt = answer.Instant;
        _here = Math.Min(_here, answer.Bytes);
        RecordedCourse course = new(start, answer.Instant, _here);
        foreach (RecordedMoment moment in attempt.Moments.Skip(accepted + 1))
        {
            Follow(course, moment);
        }

        if (attempt.Moments is not [.., { IsEnd: true }])
        {
            course.StandStill();
        }

        Add(request, course.ToJson());
    }

    private void Follow(RecordedCourse course, in RecordedMoment moment)
    {
        _here = moment.Kind == TransferReportKind.Restarted ? 0 : Math.Max(_here, moment.Bytes);
        _mostBytes = Math.Max(_mostBytes, _here + (moment.Kind == TransferReportKind.Completed ? 0 : 1));
        Follow(course, moment, _here);
        TellHash(moment);
        _seenAt = moment.Instant;
    }

    private void Follow(RecordedCourse course, in RecordedMoment moment, long here)
    {
        switch (moment.Kind)
        {
            case TransferReportKind.Restarted:
                course.BeginAgain(moment.Instant);
                Tell(moment.Version, moment.Instant, isOther: true);
                break;
            case TransferReportKind.Failed:
                course.Break(moment.Instant, here, moment.HResult);
                break;
            default:
                course.Receive(moment.Instant, here);
                break;
        }
    }

    /// <summary>
    /// What the server tells of the file; what is another file has another time stamp than the one before, also where none was told. When it was replaced nobody
    /// saw: half-way between what was seen before and the answer, so that the answer finds it even if it comes a little sooner.
    /// </summary>
    private void Tell(FileVersion version, long instant, bool isOther)
    {
        if (_first is null)
        {
            _first = _last = version;
            return;
        }

        if (!isOther && !_last.DiffersFrom(version))
        {
            return;
        }

        long before = _last.TimeStamp > FileVersion.NoTimeStamp ? _last.TimeStamp : SimulatedResource.DefaultTimeStamp.UtcTicks;
        long stamp = version.TimeStamp > FileVersion.NoTimeStamp && version.TimeStamp != before ? version.TimeStamp : before + TimeSpan.TicksPerSecond;
        _last = new FileVersion(version.Size, stamp);
        _changes.Add((JsonNode)new JsonObject
        {
            ["at"] = HalfWayTo(instant),
            ["size"] = Math.Max(0, version.Size),
            ["lastModified"] = DateOf(stamp),
        });
    }

    /// <summary>What a whole file held, where its client wanted to know.</summary>
    private void TellHash(in RecordedMoment moment)
    {
        if (moment.Sha256 is not { } hash || hash == _lastHash)
        {
            return;
        }

        if (_firstHash is not null)
        {
            _changes.Add((JsonNode)new JsonObject { ["at"] = HalfWayTo(moment.Instant), ["sha256"] = hash });
        }

        (_firstHash, _lastHash) = (_firstHash ?? hash, hash);
    }

    private string HalfWayTo(long instant) => Arguments.Text(TimeSpan.FromTicks(_seenAt + ((instant - _seenAt) / 2)));

    /// <summary>What went well at once needs no words.</summary>
    private void Add(int request, JsonObject course)
    {
        if (course.Count > 0)
        {
            JsonObject fault = new() { ["requests"] = request };
            foreach ((string name, JsonNode? value) in course)
            {
                fault[name] = value!.DeepClone();
            }

            _faults.Add((JsonNode)fault);
        }
    }

    private static string DateOf(long utcTicks) => new DateTime(utcTicks, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
