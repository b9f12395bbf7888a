using System.Globalization;
using System.Text;

namespace Bits.RetrySim;

/// <summary>
/// Why a job is where it is, what happens to it next, and when, if nothing else happens before. Every instant is engine time since the
/// job's manager began.
/// </summary>
/// <threadsafety>Immutable; safe for use by any number of threads. Does not follow the job; read it anew.</threadsafety>
public sealed record RetryStatus
{
    /// <summary>The job's state.</summary>
    public required BackgroundCopyJobState State { get; init; }

    /// <summary>Why the job is in that state.</summary>
    public required RetryReason Reason { get; init; }

    /// <summary>When the job entered that state.</summary>
    public required TimeSpan Since { get; init; }

    /// <summary>How many attempts have begun since the job was created, the one under way included.</summary>
    /// <value>0 or more.</value>
    public int Attempts { get; init; }

    /// <summary>When the next attempt is due (RETRY-1). Its turn may come later.</summary>
    /// <value>Null if none is due at a known instant, or only after <see cref="GivesUpAt"/>.</value>
    public TimeSpan? NextAttemptAt { get; init; }

    /// <summary>When the no-progress timeout is over and the waiting job goes to ERROR (RETRY-12); not told while an attempt is made (OQ-12).</summary>
    /// <value>Null if the timer does not run, as since bytes arrived; under other readings than the default also while the job is blocked (OQ-4).</value>
    public TimeSpan? GivesUpAt { get; init; }

    /// <summary>
    /// How long a job that waits may still be tried before its maximum download time is over and it goes to ERROR (MAXT-1); the time that it waits
    /// does not count.
    /// </summary>
    /// <value>Null unless that is what ends it first, if its next attempt takes so long.</value>
    public TimeSpan? DownloadTimeLeft { get; init; }

    /// <summary>When the maximum download time of a job that is being tried is over and it goes to ERROR (MAXT-1).</summary>
    /// <value>Null unless that is what ends it first, if it is tried so long.</value>
    public TimeSpan? DownloadTimeEndsAt { get; init; }

    /// <summary>Until when the server application that has got the whole file may answer; after that the attempt has failed (RETRY-24).</summary>
    /// <value>Null unless one is waited for.</value>
    public TimeSpan? AnswerDueBy { get; init; }

    /// <summary>When the inactivity policy cancels the job (POLICY-1).</summary>
    /// <value>Null in a final state.</value>
    public TimeSpan? CancelledByPolicyAt { get; init; }

    /// <summary>The HRESULT of the condition that keeps the job from being tried (RETRY-14 to RETRY-16).</summary>
    /// <value>Null if no condition does.</value>
    public int? BlockedBy { get; init; }

    /// <summary>The HRESULT of the job's error, as the job's Error has it.</summary>
    /// <value>Null if the job has no error to show.</value>
    public int? ErrorCode { get; init; }

    /// <summary>The status as a sentence, the same in every culture.</summary>
    /// <returns>One English sentence.</returns>
    public override string ToString()
    {
        StringBuilder sentence = new(Head);
        sentence.Append(" since ").Append(InstantText.Of(Since));
        if (ErrorCode is int error && error != BlockedBy)
        {
            sentence.Append(" after ").Append(Name(error));
        }

        sentence.Append(CultureInfo.InvariantCulture, $", {(Attempts == 0 ? "no attempt yet" : $"attempt {Attempts}")}");
        if (BlockedBy is int block)
        {
            sentence.Append(", blocked by ").Append(Name(block));
        }

        string separator = "; ";
        foreach (string part in Outlook())
        {
            sentence.Append(separator).Append(part);
            separator = ", ";
        }

        return sentence.Append('.').ToString();
    }

    private string Head => Reason switch
    {
        RetryReason.Suspended => "Suspended",
        RetryReason.WaitingForTurn => "Waits for its turn",
        RetryReason.WaitingForLogon => "Waits for its owner to log on",
        RetryReason.Connecting => "Connecting",
        RetryReason.Transferring => "Transferring",
        RetryReason.WaitingForServerApplication => "Waits for the server application, transferring",
        RetryReason.WaitingForRetryDelay => "Waits for the retry delay",
        RetryReason.WaitingForTimeout => "Waits for the no-progress timeout",
        RetryReason.BlockedByNetwork => "Waits for the network",
        RetryReason.BlockedByLockedVolume => "Waits for the destination volume to be unlocked",
        RetryReason.BlockedByStandby => "Waits for the end of standby",
        RetryReason.BlockedByBandwidthPolicy => "Waits for the bandwidth policy to allow transfers",
        RetryReason.BlockedByCost => "Waits for a network whose cost it allows",
        RetryReason.BlockedByBatteryPolicy => "Waits for mains power",
        RetryReason.BlockedByBatterySaver => "Waits for the end of battery saver",
        RetryReason.BlockedByGameMode => "Waits for the end of game mode",
        RetryReason.BlockedByBackgroundAccess => "Waits for background work to be allowed",
        RetryReason.BlockedBySystemPolicy => "Waits for the system policy to allow transfers",
        RetryReason.Failed => "Failed",
        RetryReason.Transferred => "Transferred",
        _ => State.ToString(),
    };

    /// <summary>What comes next, in the order in which it is told.</summary>
    private IEnumerable<string> Outlook()
    {
        switch (Reason)
        {
            case RetryReason.Suspended or RetryReason.Failed:
                yield return "nothing is transferred before Resume";
                break;
            case RetryReason.Transferred:
                yield return "the files are not available before Complete";
                break;
            case RetryReason.WaitingForTimeout:
                yield return "not retried, as the retry delay ends later";
                break;
        }

        if (NextAttemptAt is TimeSpan next)
        {
            yield return "next attempt at " + InstantText.Of(next);
        }

        if (GivesUpAt is TimeSpan end)
        {
            yield return "gives up at " + InstantText.Of(end);
        }

        if (AnswerDueBy is TimeSpan answer)
        {
            yield return "fails without an answer at " + InstantText.Of(answer);
        }

        if (DownloadTimeLeft is TimeSpan left)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{left:c} of its maximum download time left");
        }

        if (DownloadTimeEndsAt is TimeSpan over)
        {
            yield return "maximum download time over at " + InstantText.Of(over);
        }

        if (CancelledByPolicyAt is TimeSpan cancel)
        {
            yield return "cancelled by policy at " + InstantText.Of(cancel);
        }
    }

    private static string Name(int hresult)
    {
        string number = ErrorText.Hex(hresult);
        if (HResults.TryGetHttpStatus(hresult, out int status))
        {
            return string.Create(CultureInfo.InvariantCulture, $"HTTP {status} ({number})");
        }

        return ErrorCatalogue.TryFind(hresult, out CatalogueEntry entry) && entry.Name is not null
            ? $"{entry.Name} ({number})"
            : "error " + number;
    }
}
