namespace Bits.RetrySim;

/// <summary>A file that a <see cref="SimulatedServerApplication"/> was given.</summary>
/// <param name="Instant">When all of it was there: time of the network, which begins with its first manager; of a simulation, since its start.</param>
/// <param name="Job">The creation number of the job that sent it, from 1.</param>
/// <param name="Size">Its size in bytes, from 0.</param>
/// <param name="Code">The HRESULT with which the application answers; 0: it takes the file.</param>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record SimulatedUpload(TimeSpan Instant, int Job, long Size, int Code)
{
    /// <summary>The file in a line, as in <c>+00:10:00, job 1, 5000 bytes: taken</c>.</summary>
    /// <returns>One line, the same in every culture.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{InstantText.Of(Instant)}, job {Job}, {Size} bytes: {(Code == 0 ? "taken" : ErrorText.Format(Code))}");
}
