using System.Globalization;
using System.Text;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>
/// A job's life as a Mermaid state diagram, found by letting everything happen in every state of the machine. What a running attempt has in common
/// leaves its frame; what happens alike almost everywhere is a sentence below.
/// </summary>
internal static class StateDiagram
{
    private const string Attempt = "Attempt";
    private const string Anywhere = "from every state drawn";
    private const string AnywhereElse = "from every other state drawn";

    private static readonly (string Name, BackgroundCopyJobState[] States)[] Groups =
    [
        (Anywhere, [Suspended, Queued, Connecting, Transferring, TransientError, Error, Transferred]),
        (AnywhereElse, [Queued, Connecting, Transferring, TransientError, Error, Transferred]),
        (AnywhereElse, [Suspended, Queued, Connecting, Transferring, TransientError, Transferred]),
        (Attempt, [Connecting, Transferring]),
    ];

    /// <summary>
    /// What the rows of the machine's table are called in the diagram, in the order in which it tells them. Rows of one name are one reason; a
    /// reason "X, if ..." is left out where X alone leads the same way.
    /// </summary>
    private static readonly (string Row, string Reason)[] Reasons =
    [
        ("Resume", "Resume"),
        ("Resume: blocked", "Resume"),
        ("Start", "its turn"),
        ("Accepted", "server answers"),
        ("FileCompleted: the last", "last file is here"),
        ("Failed: transient", "transient error"),
        ("Failed: transient, delay as the timeout", "transient error"),
        ("Failed: transient, timeout not reached", "transient error"),
        ("Failed: transient, a byte has come", "transient error"),
        ("Failed: transient, was made again thrice", "transient error"),
        ("RetryDue", "retry delay over"),
        ("NoProgressDue", "no-progress timeout over"),
        ("Failed: fatal", "fatal error"),
        ("Failed: transient, timeout 0", "no retry allowed"),
        ("Failed: transient, delay above it", "no retry allowed"),
        ("Failed: transient, timeout reached", "no retry allowed"),
        ("MaximumDownloadTimeDue", "maximum download time"),
        ("SetMaximumDownloadTime: reached", "maximum download time"),
        ("SetNoProgressTimeout: reached", "no-progress timeout over"),
        ("SetNoProgressTimeout: 1, blocked", "no-progress timeout over"),
        ("SetNoProgressTimeout: below the delay", "new settings allow no retry"),
        ("SetNoProgressTimeout: 0", "new settings allow no retry"),
        ("SetNoProgressTimeout: 0, blocked", "new settings allow no retry"),
        ("SetMinimumRetryDelay: above it", "new settings allow no retry"),
        ("Failed: waits, but nothing blocks", "transient error"),
        ("BlocksChanged: one begins", "block begins"),
        ("Failed: waits", "block begins"),
        ("Failed: waits, delay above the timeout", "block begins"),
        ("BlocksChanged: one begins, timeout 0", "block begins, timeout 0"),
        ("Failed: waits, timeout 0", "block begins, timeout 0"),
        ("BlocksChanged: its own ends", "block ends"),
        ("BlocksChanged: its own ends, another holds", "block ends, if another holds"),
        ("BlocksChanged: the network is back", "network is back"),
        ("NetworkChanged", "network has changed"),
        ("NetworkChanged: blocked", "network has changed"),
        ("EndSlice", "time slice over"),
        ("Preempt", "higher priority is ready"),
        ("OwnerLoggedOff", "owner logs off"),
        ("ServiceRestarted", "service restarts"),
        ("TokenLost", "helper token lost"),
        ("RangesCompleted", "requested ranges are here"),
        ("FileCompleted: nothing else is asked for", "requested ranges are here"),
        ("Start: nothing is asked for", "its turn, nothing requested"),
        ("RequestRanges: another request", "RequestFileRanges"),
        ("RefuseContent", "SetValidationState(false)"),
        ("Start: nothing left", "its turn, nothing left to fetch"),
        ("Resume: new files", "Resume, if files were added"),
        ("Suspend", "Suspend"),
        ("Complete", "Complete"),
        ("Cancel", "Cancel"),
        ("InactivityDue", "inactivity policy"),
    ];

    /// <summary>The diagram as a block of Markdown, a line for each arrow, and the sentences below it.</summary>
    internal static string Draw()
    {
        StringBuilder diagram = new("""
            ```mermaid
            stateDiagram-v2
                direction LR
                [*] --> Suspended: CreateJob
                state "attempt" as Attempt {
                    Connecting
                    Transferring
                }

            """);
        StringBuilder sentences = new();
        foreach (IGrouping<(string From, string To), string> arrow in Arrows().GroupBy(arrow => (arrow.From, arrow.To), arrow => arrow.Reason))
        {
            if (arrow.Key.From is Anywhere or AnywhereElse)
            {
                sentences.Append(CultureInfo.InvariantCulture, $"\n- To `{arrow.Key.To}`, {arrow.Key.From}: {string.Join(", ", arrow)}.");
            }
            else
            {
                diagram.Append(CultureInfo.InvariantCulture, $"    {arrow.Key.From} --> {arrow.Key.To}: {string.Join("<br>", arrow)}\n");
            }
        }

        return diagram.Append("```\n\nNot drawn, leading from everywhere:\n").Append(sentences).ToString();
    }

    /// <summary>The rows under the default readings that lead from some state to another one.</summary>
    internal static IEnumerable<string> RowsThatMove() => JobMachineTable.Cases
        .Where(row => row.Value.Settings == JobMachineSamples.Settings && ChangesOf(row.Key).Any())
        .Select(row => row.Key);

    /// <summary>The rows that have a name in the diagram.</summary>
    internal static IEnumerable<string> NamedRows() => Reasons.Select(reason => reason.Row);

    /// <summary>What the machine does with a job in each of the states.</summary>
    private static IEnumerable<(BackgroundCopyJobState From, BackgroundCopyJobState To)> ChangesOf(string row)
    {
        foreach (JobMachineCell cell in JobMachineCell.All.Where(cell => cell.Row == row))
        {
            JobMachineCase what = JobMachineTable.Cases[row];
            JobData job = what.JobIn(cell.State);
            what.Step(ref job);
            if (job.State != cell.State)
            {
                yield return (cell.State, job.State);
            }
        }
    }

    private static IEnumerable<(string From, string To, string Reason)> Arrows()
    {
        var changes = Reasons
            .SelectMany(reason => ChangesOf(reason.Row), (reason, change) => (reason.Reason, change.From, change.To))
            .Distinct()
            .ToArray();
        var needed = changes.Where(change => !changes.Any(plain =>
            (plain.From, plain.To) == (change.From, change.To) && change.Reason.StartsWith(plain.Reason + ", if ", StringComparison.Ordinal)));
        foreach (var reason in needed.GroupBy(change => (change.Reason, change.To), change => change.From))
        {
            foreach (string from in Grouped(reason))
            {
                yield return (from, reason.Key.To.ToString(), reason.Key.Reason);
            }
        }
    }

    /// <summary>The frame that holds the states, and the states that are left over.</summary>
    private static IEnumerable<string> Grouped(IEnumerable<BackgroundCopyJobState> states)
    {
        HashSet<BackgroundCopyJobState> left = [.. states];
        foreach ((string name, BackgroundCopyJobState[] members) in Groups)
        {
            if (left.IsSupersetOf(members))
            {
                left.ExceptWith(members);
                yield return name;
            }
        }

        foreach (BackgroundCopyJobState state in left.Order())
        {
            yield return state.ToString();
        }
    }
}
