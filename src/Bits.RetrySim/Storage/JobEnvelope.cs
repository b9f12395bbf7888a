namespace Bits.RetrySim;

/// <summary>What is stored of a job: the version of the format, and the job in it.</summary>
/// <param name="Version">Which format it is; the first property, so that it can be read of formats to come.</param>
/// <param name="Job">The job.</param>
internal sealed record JobEnvelope(int Version, JobSnapshot Job);
