namespace Bits.RetrySim;

/// <summary>One job's end of a transport; reused for all its attempts (D-8).</summary>
/// <remarks>
/// All members are called by one thread at a time for all handles of a transport, with the engine's instant in ticks; those of a live
/// transport outside the manager's lock. They may call the <see cref="ITransferHost"/>.
/// </remarks>
internal abstract class TransferHandle
{
    /// <summary>Whose handle it is: a mark the host sets and finds again.</summary>
    internal object? Owner { get; set; }

    /// <summary>Begins an attempt at one file. Never blocks; what comes of it is told to the host.</summary>
    internal abstract void Start(in TransferRequest request);

    /// <summary>A scheduled report of this handle was delivered at <paramref name="now"/> and did not end the attempt: schedule the next, if any.</summary>
    internal abstract void Continue(long now);

    /// <summary>
    /// The script was changed (<see cref="ITransferHost.Refresh"/>); no report was delivered. What is scheduled may be replaced. Apart from
    /// <see cref="Continue"/>, because at the instant at which a report is due it makes a difference whether it has been delivered.
    /// </summary>
    internal virtual void Refresh(long now)
    {
    }

    /// <summary>
    /// Ends the attempt, if one runs; nothing more of its generation is reported. Called also after the report that ended it, at the same
    /// instant, so that transfers which shared the line with it can have its share; harmless when nothing runs.
    /// </summary>
    internal abstract void Stop(long now);

    /// <summary>The job has become a foreground or a background job while an attempt runs (SCHED-2).</summary>
    internal virtual void SetForeground(bool foreground, long now)
    {
    }
}
