namespace Bits.RetrySim;

/// <summary>One job's end of a line; reused for all its attempts (D-8).</summary>
/// <remarks>Members are called as those of <see cref="TransferLine"/>: by one thread at a time for all handles of a line.</remarks>
internal abstract class TransferHandle
{
    /// <summary>Whose handle it is: a mark the host sets and finds again.</summary>
    internal object? Owner { get; set; }

    /// <summary>Begins an attempt at one file. Never blocks; what comes of it is told to the host.</summary>
    internal abstract void Start(in TransferOrder order);

    /// <summary>A scheduled report of this handle was delivered at <paramref name="now"/> and did not end the attempt: schedule the next, if any.</summary>
    internal abstract void Continue(long now);

    /// <summary>The certificate that the attempt asked about was approved, with those before it: it goes on (PROP-25).</summary>
    internal virtual void Approve(CertificateApprovals approvals, long now) => throw new InvalidOperationException("This line asks about no certificates.");

    /// <summary>What the attempt of a generation told with <see cref="TransferReportKind.Emptying"/> is kept: it goes on, if it still runs. Called with no lock held, by any thread.</summary>
    internal virtual void GoOn(int generation) => throw new InvalidOperationException("This line overwrites nothing.");

    /// <summary>
    /// Ends the attempt, if one runs; nothing more of its generation is reported. Called also after the report that ended it, at the same
    /// instant, so that transfers which shared the line with it can have its share; harmless when nothing runs.
    /// </summary>
    internal abstract void Stop(long now);

    /// <summary>A report that was pushed reaches the job at <paramref name="now"/>, which acts on it next; one that comes too late reaches nobody.</summary>
    internal virtual void OnDelivered(in TransferReport report, long now)
    {
    }

    /// <summary>The job has become a foreground or a background job while an attempt runs (SCHED-2).</summary>
    internal virtual void SetForeground(bool foreground, long now)
    {
    }

    /// <summary>
    /// Whether an attempt like the last one, begun now, would fail at this very instant; if so, with what. Nothing is changed and nobody told:
    /// <see cref="CountFailure"/> makes it happen. A line that cannot tell says no.
    /// </summary>
    internal virtual bool FailsAtOnce(long now, out int hresult)
    {
        hresult = 0;
        return false;
    }

    /// <summary>The attempt that <see cref="FailsAtOnce"/> foretold has been made and has failed: it counts as one request.</summary>
    internal virtual void CountFailure(long now) => throw new InvalidOperationException("This line does not foretell failures.");
}
