using System.Text.Json.Nodes;

namespace Bits.RetrySim;

/// <summary>What happens to one request, as a fault of a scenario: the answer late, bytes in steps, and how they end.</summary>
internal sealed class RecordedCourse
{
    private readonly List<JsonObject> _steps = [];
    private readonly long _latency;

    /// <summary>The instant that has been told.</summary>
    private long _now;

    /// <summary>Bytes of the attempt, as faults count them, and of the file where they began: not the same once the file has begun again.</summary>
    private long _came;
    private long _bytes;

    /// <param name="start">When the request begins.</param>
    /// <param name="answered">When it is accepted.</param>
    /// <param name="bytes">Bytes of the file that were here.</param>
    internal RecordedCourse(long start, long answered, long bytes)
    {
        _latency = Math.Max(0, answered - start);
        (_now, _bytes) = (Math.Max(start, answered), bytes);
    }

    /// <summary>It fails before it is accepted.</summary>
    internal static JsonObject Refused(int hresult, long latency)
    {
        JsonObject fault = Late(Math.Max(0, latency));
        if (HResults.TryGetHttpStatus(hresult, out int status) && FaultCode.ExplainHttpStatus(status) is null)
        {
            fault["httpStatus"] = status;
        }
        else
        {
            fault["hresult"] = CodeOf(hresult);
        }

        return fault;
    }

    /// <summary>Nothing was heard of it as long as it lasted.</summary>
    internal static JsonObject Unanswered() => new() { ["noAnswer"] = true };

    internal void Receive(long instant, long bytes)
    {
        WaitUntil(instant);
        Take(bytes);
    }

    internal void BeginAgain(long instant)
    {
        WaitUntil(instant);
        _bytes = 0;
    }

    internal void Break(long instant, long bytes, int hresult)
    {
        WaitUntil(instant);
        Take(bytes);
        _steps.Add(new JsonObject { ["dropAfter"] = _came, ["hresult"] = CodeOf(hresult) });
    }

    /// <summary>No more comes, until somebody stops it.</summary>
    internal void StandStill() => _steps.Add(new JsonObject { ["stallAfter"] = _came });

    internal JsonObject ToJson()
    {
        JsonObject fault = Late(_latency);
        if (_steps.Count == 0)
        {
            return fault;
        }

        foreach ((string name, JsonNode? value) in _steps[0])
        {
            fault[name] = value!.DeepClone();
        }

        if (_steps.Count > 1)
        {
            fault["then"] = new JsonArray([.. _steps.Skip(1)]);
        }

        return fault;
    }

    private static JsonObject Late(long latency) => latency > 0 ? new() { ["latency"] = Arguments.Text(TimeSpan.FromTicks(latency)) } : [];

    /// <summary>A code that no transfer of a scenario can have is told as a broken connection.</summary>
    private static string CodeOf(int hresult) => ErrorText.Hex(FaultCode.Explain(hresult, Wording.CSharp) is null ? hresult : HResults.ERROR_WINHTTP_CONNECTION_ERROR);

    private void WaitUntil(long instant)
    {
        if (instant > _now)
        {
            _steps.Add(new JsonObject { ["stallAfter"] = _came, ["duration"] = Arguments.Text(TimeSpan.FromTicks(instant - _now)) });
            _now = instant;
        }
    }

    private void Take(long bytes)
    {
        _came += bytes - _bytes;
        _bytes = bytes;
    }
}
