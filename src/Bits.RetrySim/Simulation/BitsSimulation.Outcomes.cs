using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Bits.RetrySim;

/// <content>Running until something has come about, and telling why it has not.</content>
public sealed partial class BitsSimulation
{
    /// <summary>Advances the clock until a job has come to something: TRANSFERRED, ERROR, ACKNOWLEDGED or CANCELLED. TRANSIENT_ERROR does not count.</summary>
    /// <param name="job">A job of <see cref="Manager"/>.</param>
    /// <param name="limit">How far to go at most, from now. At most until the end of the year 9999.</param>
    /// <returns>
    /// The state that the job came to; the clock is at that instant. If a callback led it on from there, as from TRANSFERRED to ACKNOWLEDGED, the first
    /// of them.
    /// </returns>
    /// <exception cref="NotReachedException">It came to nothing within the limit. The message says why.</exception>
    /// <exception cref="ArgumentException">(E_INVALIDARG) The job is null or one of another manager; nothing was changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="limit"/> is negative or leads beyond the year 9999; nothing was changed.</exception>
    /// <exception cref="ObjectDisposedException">The simulation is disposed.</exception>
    /// <exception cref="InvalidOperationException">As for <see cref="SimulatedClock.Advance"/>.</exception>
    /// <exception cref="Exception">Callbacks threw, as for <see cref="SimulatedClock.Advance"/>.</exception>
    /// <example>
    /// <code>
    /// job.Resume();
    /// bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Transferred);
    /// </code>
    /// </example>
    public BackgroundCopyJobState RunToOutcome(BackgroundCopyJob job, TimeSpan limit) =>
        Run(job, StateWait.Outcomes, limit, "has come to no outcome (Transferred, Error, Acknowledged or Cancelled)");

    /// <summary>Advances the clock until a job is in a state, or has passed through it at one instant.</summary>
    /// <param name="job">A job of <see cref="Manager"/>.</param>
    /// <param name="state">The state.</param>
    /// <param name="limit">How far to go at most, from now. At most until the end of the year 9999.</param>
    /// <exception cref="NotReachedException">
    /// The job was not there within the limit, or has come to a final state, from which no way leads there. The message says why.
    /// </exception>
    /// <exception cref="ArgumentException">(E_INVALIDARG) The job is null or one of another manager; nothing was changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// (E_INVALIDARG) There is no such state, or <paramref name="limit"/> is negative or leads beyond the year 9999; nothing was changed.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The simulation is disposed.</exception>
    /// <exception cref="InvalidOperationException">As for <see cref="SimulatedClock.Advance"/>.</exception>
    /// <exception cref="Exception">Callbacks threw, as for <see cref="SimulatedClock.Advance"/>.</exception>
    /// <example>
    /// <code>
    /// bits.RunUntil(job, BackgroundCopyJobState.TransientError, limit: TimeSpan.FromHours(1));
    /// job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromMinutes(10));
    /// </code>
    /// </example>
    public void RunUntil(BackgroundCopyJob job, BackgroundCopyJobState state, TimeSpan limit) =>
        Run(job, StateWait.SetOf(state, nameof(state)), limit, $"has not been {state}");

    /// <summary>Advances the clock until a condition holds, as <see cref="SimulatedClock.RunUntil"/> does, and throws if it does not.</summary>
    /// <param name="condition">Tested on this thread. It may not advance the clock. If it throws, so does this method, at once.</param>
    /// <param name="limit">How far to go at most, from now. At most until the end of the year 9999.</param>
    /// <param name="name">What the message calls the condition: by default its source text.</param>
    /// <exception cref="NotReachedException">The condition did not hold within the limit. The message names it, and says how the jobs are.</exception>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="condition"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="limit"/> is negative or leads beyond the year 9999; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">As for <see cref="SimulatedClock.Advance"/>.</exception>
    /// <exception cref="Exception">Callbacks threw, as for <see cref="SimulatedClock.Advance"/>.</exception>
    /// <example><code>bits.RunUntil(() => job.ErrorCount == 3, limit: TimeSpan.FromHours(1));</code></example>
    [SuppressMessage("ApiDesign", "RS0027", Justification = "The overloads differ in what they require, so that no call is ever ambiguous.")]
    public void RunUntil(Func<bool> condition, TimeSpan limit, [CallerArgumentExpression(nameof(condition))] string? name = null)
    {
        if (!Clock.RunUntil(condition, limit))
        {
            throw new NotReachedException(new RunReport(this).OfCondition(name ?? "", limit));
        }
    }

    /// <summary>
    /// Advances the clock until a job has so many bytes, and stops at the very tick of 100 ns at which the last of them has arrived, in the middle of a
    /// transfer, too, and whatever its rate did meanwhile.
    /// </summary>
    /// <param name="job">A job of <see cref="Manager"/>.</param>
    /// <param name="bytes">How many bytes of all its files together, as <see cref="BackgroundCopyJobProgress.BytesTransferred"/> counts; not negative.</param>
    /// <param name="limit">How far to go at most, from now. At most until the end of the year 9999.</param>
    /// <exception cref="NotReachedException">
    /// The job has not had so many bytes within the limit, or has come to a final state before. The message says why.
    /// </exception>
    /// <exception cref="ArgumentException">(E_INVALIDARG) The job is null or one of another manager; nothing was changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// (E_INVALIDARG) <paramref name="bytes"/> is negative, or <paramref name="limit"/> is negative or leads beyond the year 9999; nothing was changed.
    /// </exception>
    /// <exception cref="InvalidOperationException">As for <see cref="SimulatedClock.Advance"/>.</exception>
    /// <exception cref="Exception">Callbacks threw, as for <see cref="SimulatedClock.Advance"/>.</exception>
    /// <example><code>bits.RunUntilBytes(job, 250_000_000, limit: TimeSpan.FromHours(1));</code></example>
    public void RunUntilBytes(BackgroundCopyJob job, long bytes, TimeSpan limit)
    {
        job = OwnJob(job);
        if (bytes < 0)
        {
            throw Failure.OutOfRange(nameof(bytes), bytes, "A job has 0 bytes or more.");
        }

        Clock.RunUntil(() => job.Progress.BytesTransferred >= bytes || job.IsFinal, limit);
        long transferred = job.Progress.BytesTransferred;
        if (transferred < bytes)
        {
            throw new NotReachedException(new RunReport(this).OfJob(job, TimeText.Invariant($"has not been at {bytes:N0} bytes, but at {transferred:N0},"), limit));
        }
    }

    private BackgroundCopyJobState Run(BackgroundCopyJob job, int states, TimeSpan limit, string failure)
    {
        job = OwnJob(job);
        BackgroundCopyJobState? reached = null;
        job.WhileWaiting(states, wait =>
        {
            Clock.RunUntil(() => wait.IsOverFor(out reached), limit);
        });
        return reached ?? throw new NotReachedException(new RunReport(this).OfJob(job, failure, limit));
    }

    private BackgroundCopyJob OwnJob(BackgroundCopyJob job) => Manager.Made(job ?? throw Failure.Null(nameof(job)))
        ? job
        : throw Failure.InvalidArgument(nameof(job), "The job is one of another manager; give one that Manager of this simulation made.");
}
