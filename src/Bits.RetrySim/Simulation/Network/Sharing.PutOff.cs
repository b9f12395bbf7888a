using System.Runtime.InteropServices;

namespace Bits.RetrySim;

// What is told when the manager has given all its commands of an instant.
internal sealed partial class Sharing
{
    private static readonly Comparison<SimulatedAttempt> InOrder = static (one, other) =>
        one.Touched != other.Touched ? one.Touched.CompareTo(other.Touched) : one.Transfer.Order.CompareTo(other.Transfer.Order);

    // In the order in which they were given, all at one instant.
    private readonly List<Command> _commands = [];
    private readonly List<SimulatedAttempt> _touched = [];
    private long _at;

    private enum CommandKind : byte
    {
        Join,
        Leave,

        /// <summary>Changes nobody else.</summary>
        Other,
    }

    /// <summary>Whether something is put off. Read without the lock by a manager that asks for its own commands.</summary>
    internal bool HasPutOff { get; private set; }

    private Span<Stake> Stakes => CollectionsMarshal.AsSpan(_stakes);

    /// <summary>Something of a limited attempt is about to change: what came before is told first.</summary>
    internal void SettleFor(SimulatedAttempt attempt)
    {
        if (HasPutOff && IsLimited(attempt))
        {
            Settle();
        }
    }

    /// <summary>Time goes on: what was put off is told first.</summary>
    internal void SettleBefore(long now)
    {
        if (HasPutOff && now != _at)
        {
            Settle();
        }
    }

    /// <summary>What was put off is told.</summary>
    internal void Settle()
    {
        if (!HasPutOff)
        {
            return;
        }

        FindTouched();
        _commands.Clear();
        HasPutOff = false;
        _touched.Sort(InOrder);
        foreach (SimulatedAttempt attempt in _touched)
        {
            if (!attempt.IsRunning || attempt.Update(_at, rebases: true) || attempt.MustBeTold)
            {
                Tell(attempt);
            }

            attempt.Touched = SimulatedAttempt.Untouched;
            if (attempt.IsRunning)
            {
                NoteInstant(attempt, _at);
            }
        }

        _touched.Clear();
    }

    private void PutOff(CommandKind kind, SimulatedAttempt attempt, long now)
    {
        _at = now;
        if (kind != CommandKind.Leave)
        {
            attempt.Touched = _commands.Count;
            attempt.MustBeTold = true;
        }

        HasPutOff = true;
        _commands.Add(new Command(kind, attempt, kind == CommandKind.Other ? default : Stake.Of(attempt)));
    }

    /// <summary>
    /// Divides the bandwidth, and finds for each attempt the last of the commands that changed it: going back, command by command, until that
    /// is known of all. That is soon, unless there is so little bandwidth that one more hardly makes a difference.
    /// </summary>
    private void FindTouched()
    {
        Divide();
        foreach (ref Stake stake in Stakes)
        {
            SimulatedAttempt attempt = stake.Attempt!;
            attempt.NextShare = stake.Share;
            if (attempt.Rests(_at))
            {
                // Its bytes have come to their end: it gets its share, but nothing changes.
                stake.Attempt = null;
                if (attempt.Touched != SimulatedAttempt.Untouched)
                {
                    _touched.Add(attempt);
                }
            }
        }

        int first = _commands.FindIndex(static command => command.Kind != CommandKind.Other);
        int open = Stakes.Length;
        for (int i = _commands.Count - 1; i >= first && open > 0 && first >= 0; i--)
        {
            if (_commands[i].Kind != CommandKind.Other)
            {
                open = GoBack(i, isFirst: i == first);
            }
        }

        _running.CloseUp();
        for (int i = 0; i < _running.Count; i++)
        {
            SimulatedAttempt attempt = _running[i];
            attempt.Share = attempt.NextShare;
            if (attempt.Touched != SimulatedAttempt.Untouched && !attempt.Rests(_at))
            {
                _touched.Add(attempt);
            }
        }

        for (int i = 0; i < _commands.Count; i++)
        {
            if (_commands[i] is { Kind: CommandKind.Other, Attempt: { IsRunning: false } attempt } && attempt.Touched == i)
            {
                _touched.Add(attempt);
            }
        }
    }

    /// <summary>Marks those whose share a command changed and no later one did; says how many are left that no command did so far.</summary>
    private int GoBack(int index, bool isFirst)
    {
        if (!isFirst)
        {
            foreach (ref Stake stake in Stakes)
            {
                stake.Later = stake.Share;
            }

            Undo(_commands[index]);
            FairShare.Divide(network.Link, Stakes);
        }

        int open = 0;
        foreach (ref Stake stake in Stakes)
        {
            if (stake.Attempt is not { } attempt || attempt.Touched >= index)
            {
                continue;
            }

            // Before the first command it has what it was given last.
            if (isFirst ? attempt.Share != stake.Share : stake.Later != stake.Share)
            {
                attempt.Touched = index;
            }
            else
            {
                open++;
            }
        }

        return open;
    }

    private void Undo(in Command command)
    {
        int low = 0;
        int high = _stakes.Count;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (_stakes[middle].Order < command.Stake.Order)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        if (command.Kind == CommandKind.Join)
        {
            _stakes.RemoveAt(low);
        }
        else
        {
            _stakes.Insert(low, command.Stake with { Attempt = null });
        }
    }

    private readonly record struct Command(CommandKind Kind, SimulatedAttempt Attempt, Stake Stake);
}
