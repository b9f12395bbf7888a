namespace Bits.RetrySim;

// The bytes of an accepted attempt, and where they end.
internal sealed partial class SimulatedAttempt
{
    private FileVersion _version;
    private long _base;
    private BytesEnd _end;
    private long _stallOverAt;
    private PostedFile _posted;

    /// <summary>
    /// Whether, of two that run, what one does can change where the other one's bytes end or when this is seen: faults that strike once, and stalls
    /// that pass.
    /// </summary>
    internal bool FindEntangled()
    {
        for (int scope = 0; scope < ScopeStates.Count; scope++)
        {
            if (Scopes[scope].Held is { Fault: SimulatedFault.StallAfterFault { Duration: not null } or SimulatedFault.CourseFault })
            {
                return true;
            }
        }

        foreach (ByteFault fault in Transfer.Resource!.ByteFaults_NeedsLock)
        {
            if (!fault.IsUsed && (fault.Once || fault.Fault is SimulatedFault.StallAfterFault { Duration: not null }))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the bytes have come to their end: the flow keeps the instant at which they did.</summary>
    internal bool Rests(long now) => _flow.Limit == _end.At && _flow.BytesAt(now) >= _end.At;

    /// <summary>Follows a new share or a change of the script; says whether the manager has to be told.</summary>
    /// <param name="now">The network's instant.</param>
    /// <param name="rebases">Whether its share was another one meanwhile, though it may be the same again: that is told as well.</param>
    internal bool Update(long now, bool rebases = false)
    {
        ByteFlow flow = _flow;
        FollowOutages(now);
        long rate = RateNow;
        _end = FindEnd(flow.BytesAt(now));
        bool rests = Rests(now);
        bool isRebased = rebases && !rests;
        if (!rests && (rebases || flow.BitsPerSecond != rate || flow.Limit != _end.At))
        {
            flow = flow.ChangedAt(now, rate, _end.At);
        }

        if (_end.IsPassing && flow.BytesAt(now) >= _end.At && !ChangesBy(flow.InstantOf(_end.At) ?? now))
        {
            flow = FlowAfterStall(flow.InstantOf(_end.At) ?? now);
        }

        (long instant, TransferReport report) = FindNext(now, flow);
        bool changed = isRebased || flow != _flow || instant != _instant || report != _report;
        (_flow, _instant, _report) = (flow, instant, report);
        return changed;
    }

    /// <summary>Drops and stalls that were taken back let the attempt go; what is written of requests concerns those to come (D-37).</summary>
    private void LetGo() => Scopes.LetGoOfWithdrawn();

    private void BeginFile(long now)
    {
        _progressTold = false;
        _stallOverAt = -1;
        _posted = default;
        _flow = ByteFlow.Still(_base, now);
    }

    /// <summary>The file was replaced: its bytes begin at 0. Faults that count the attempt's bytes go on counting (CONS-2).</summary>
    private void BeginFileAgain(long now)
    {
        long bytes = _flow.BytesAt(now);
        for (int scope = 0; scope < ScopeStates.Count; scope++)
        {
            Scopes[scope].Anchor -= bytes;
        }

        _version = Transfer.Resource!.VersionAt_NeedsLock(now, Scopes[ScopeStates.Resource].Request);
        _base = 0;
        BeginFile(now);
    }

    /// <summary>A timed stall begins: it is known when the bytes go on, so their flow is told at once, beginning then.</summary>
    private ByteFlow FlowAfterStall(long begins)
    {
        BytesEnd stall = _end;
        if (stall.ByteFault is { } fault)
        {
            _stallOverAt = stall.At;
            fault.IsUsed |= fault.Once;
            network.Sharing.UsedUp |= fault.Once;
        }
        else
        {
            Scopes[stall.Scope].Passed++;
        }

        long over = begins + stall.StallTicks;
        _silence.Stalls(begins, over);
        _end = FindEnd(stall.At);
        return new ByteFlow(stall.At, over, RateNow, _end.At);
    }

    /// <summary>A fault that strikes once has struck if the bytes came to it.</summary>
    private void UseUp(long now)
    {
        if (_end.ByteFault is { Once: true } fault && _flow.BytesAt(now) >= fault.At)
        {
            fault.IsUsed = true;
        }
    }

    private BytesEnd FindEnd(long here)
    {
        BytesEnd end = new(BytesEndKind.File, Transfer.LengthIn(_version.Size));
        for (int scope = 0; scope < ScopeStates.Count; scope++)
        {
            ref readonly ScopeState held = ref Scopes[scope];
            if (held.Next is { } fault)
            {
                BytesEnd candidate = EndOf(fault, held.Anchor) with { Scope = scope, IsOfCourse = held.Held!.Fault is SimulatedFault.CourseFault };
                end = Earlier(end, candidate with { At = Math.Max(candidate.At, here) });
            }
        }

        foreach (ByteFault fault in Transfer.Resource!.ByteFaults_NeedsLock)
        {
            if (!fault.IsUsed && fault.At >= here)
            {
                BytesEnd candidate = EndOf(fault.Fault, fault.At) with { ByteFault = fault };
                bool isOver = candidate.Kind == BytesEndKind.Stall && fault.At <= _stallOverAt;
                end = isOver ? end : Earlier(end, candidate);
            }
        }

        return end;
    }

    private BytesEnd EndOf(SimulatedFault fault, long anchor)
    {
        switch (fault)
        {
            case SimulatedFault.DropAfterFault drop:
                return new BytesEnd(BytesEndKind.Drop, Sum(anchor, drop.Bytes), drop.Code);
            case SimulatedFault.StallAfterFault stall:
                long ticks = stall.Duration is { } duration && duration.Ticks < network.ReceiveTimeoutTicks_NeedsLock ? duration.Ticks : -1;
                return new BytesEnd(BytesEndKind.Stall, Sum(anchor, stall.Bytes), stall.Code, ticks);
            default:
                throw new InvalidOperationException($"{fault} does not end bytes.");
        }
    }

    private static BytesEnd Earlier(in BytesEnd end, in BytesEnd candidate) => candidate.ComesBefore(end) ? candidate : end;

    /// <summary>A byte so far on that no file reaches it is as good as the last one there could be.</summary>
    private static long Sum(long anchor, long bytes) => anchor > long.MaxValue - bytes ? long.MaxValue : anchor + bytes;
}
