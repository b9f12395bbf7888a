namespace Bits.RetrySim.Tests;

/// <summary>What the event log and a client tell of one job, held against each other.</summary>
internal sealed class JobHistory(int job, IReadOnlyCollection<LoadCall> calls)
{
    private readonly Queue<LoadCall> _calls = new(calls);
    private BackgroundCopyJobState _state = BackgroundCopyJobState.Suspended;
    private LoadCall? _last;
    private bool _acknowledged;

    internal int Number => job;

    /// <summary>What is wrong.</summary>
    internal List<string> Complaints { get; } = [];

    /// <summary>Whether the job's client has yet to hear of its state.</summary>
    internal bool IsOpen => _state is BackgroundCopyJobState.Error or BackgroundCopyJobState.Transferred && !_acknowledged;

    internal void Add(JobEvent entry)
    {
        switch (entry.Kind)
        {
            case JobEventKind.Transition:
                Move(entry);
                break;
            case JobEventKind.Notification when entry.HResult != 0:
                Require(_last is { Outcome: CallOutcome.Failed } && _last.Name == entry.Detail, entry, "no such call failed");
                break;
            case JobEventKind.Notification:
                Tell(entry);
                break;
            default:
                break;
        }
    }

    /// <summary>The client is forgotten: who comes next is told again (D-21).</summary>
    internal void Restart() => _acknowledged = false;

    /// <summary>The log has been read.</summary>
    internal void End()
    {
        if (_calls.Count > 0)
        {
            Complaints.Add($"Job {job}: {_calls.Count} calls are not in the log.");
        }
    }

    private void Move(JobEvent entry)
    {
        Require(entry.From == _state, entry, $"the job was {_state}");
        Require(LegalTransitions.Contains(entry.From!.Value, entry.To!.Value), entry, "there is no such transition");
        _state = entry.To.Value;
        _acknowledged = false;
    }

    private void Tell(JobEvent entry)
    {
        // The callback may not have come so far as to write itself down.
        _calls.TryDequeue(out _last);
        Require(_last is null || _last.Name == entry.Detail, entry, $"the call was {_last?.Name}");
        bool isEvent = entry.Detail is "JobError" or "JobTransferred";
        if (isEvent)
        {
            Require(!_acknowledged, entry, "it was told and acknowledged before");
            Require(entry.Detail == (_state == BackgroundCopyJobState.Error ? "JobError" : "JobTransferred"), entry, $"the job is {_state}");
            _acknowledged = _last is { Outcome: CallOutcome.Succeeded };
        }
    }

    private void Require(bool condition, JobEvent entry, string problem)
    {
        if (!condition)
        {
            Complaints.Add($"{entry}: {problem}");
        }
    }
}
