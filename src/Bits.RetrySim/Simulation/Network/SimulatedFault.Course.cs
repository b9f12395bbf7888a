namespace Bits.RetrySim;

// What happens to one request, one thing after the other.
public abstract partial record SimulatedFault
{
    /// <summary>How long the request takes to be answered; null: as long as the host says.</summary>
    internal TimeSpan? Latency { get; private init; }

    /// <summary>The request is answered after a time of its own, in place of <see cref="SimulatedHost.Latency"/>; what comes then says <see cref="Then"/>.</summary>
    /// <param name="latency">From zero on.</param>
    /// <returns>A fault that, but for that, lets the request go well.</returns>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="latency"/> is negative, or above 366,000 days.</exception>
    /// <example><code>host.OnRequest(2, SimulatedFault.Late(TimeSpan.FromSeconds(3)).Then(SimulatedFault.HttpStatus(503)));</code></example>
    public static SimulatedFault Late(TimeSpan latency) => new CourseFault([]) { Latency = ScriptTime.CheckSpan(latency, nameof(latency)) };

    /// <summary>
    /// What comes after it: any fault after <see cref="Late"/>, a stall or a drop after a stall. Bytes are those of the whole attempt, also where the file begins
    /// again. Where the course has an end at the last byte of the file, that end comes first: so can a file be whole late.
    /// </summary>
    /// <param name="next">What comes next.</param>
    /// <returns>The two as one fault of a request.</returns>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="next"/> is null.</exception>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="next"/> is a course itself, does not come after bytes, or comes after fewer than were there.</exception>
    /// <exception cref="InvalidOperationException">Nothing comes after this fault: it is no late answer, nor a stall with an end.</exception>
    /// <example>
    /// <code>
    /// file.OnRequest(1, SimulatedFault.StallAfter(1000, TimeSpan.FromSeconds(20)).Then(SimulatedFault.DropAfter(5000)));
    /// </code>
    /// </example>
    public SimulatedFault Then(SimulatedFault next)
    {
        if (next is null)
        {
            throw Failure.Null(nameof(next));
        }

        if (next is CourseFault || next.Latency is not null)
        {
            throw Failure.InvalidArgument(nameof(next), "What comes next is one fault without a latency of its own; add those that come after it one by one.");
        }

        SimulatedFault[] steps = this is CourseFault course ? course.Steps : [this];
        if (steps.Length == 0)
        {
            return (next.IsAnswer ? next : new CourseFault([next])) with { Latency = Latency };
        }

        if (steps[^1] is not StallAfterFault { Duration: not null })
        {
            throw new InvalidOperationException("Something comes only after SimulatedFault.Late or a stall with a duration; this fault is an end.");
        }

        if (next.IsAnswer || BytesOf(next) < BytesOf(steps[^1]))
        {
            throw Failure.InvalidArgument(nameof(next), FormattableString.Invariant($"After a stall comes another one or a drop, after at least as many bytes of the attempt: {BytesOf(steps[^1])}."));
        }

        return new CourseFault([.. steps, next]) { Latency = Latency };
    }

    private static long BytesOf(SimulatedFault step) => step switch
    {
        StallAfterFault stall => stall.Bytes,
        DropAfterFault drop => drop.Bytes,
        _ => 0,
    };

    /// <summary>See <see cref="Late"/> and <see cref="Then"/>.</summary>
    internal sealed record CourseFault : SimulatedFault
    {
        /// <param name="steps">Stalls with an end, and last a stall or a drop, or none.</param>
        internal CourseFault(SimulatedFault[] steps)
            : base(steps.Length == 0 ? HResults.S_OK : steps[^1].Code) => Steps = steps;

        internal SimulatedFault[] Steps { get; }

        internal override bool IsAnswer => false;

        internal override SimulatedFault? After(int stalls) => stalls < Steps.Length ? Steps[stalls] : null;

        /// <summary>By what comes, not by which list it is in.</summary>
        public bool Equals(CourseFault? other) => other is not null && Latency == other.Latency && Steps.SequenceEqual(other.Steps);

        public override int GetHashCode() => HashCode.Combine(Latency, Steps.Length, Code);
    }
}
