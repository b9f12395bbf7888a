namespace Bits.RetrySim;

/// <summary>Calls that a job refuses.</summary>
internal static class Refusal
{
    internal static void ThrowIfRefused(in StepResult result, JobRecord job, JobCall call)
    {
        if (!result.IsRefused)
        {
            return;
        }

        throw Failure.Bits(result.HResult, result.HResult == HResults.BG_E_EMPTY
            ? $"{call} on job {job.Number} needs a file to transfer; the job is {job.Data.State} and has {job.Data.Files}, none of them new."
            : $"{call} is not allowed on job {job.Number}, which is {job.Data.State}; a job in a final state cannot be changed.");
    }

    /// <summary>For calls that are about what is fetched.</summary>
    /// <exception cref="NotImplementedException">The job sends (E_NOTIMPL).</exception>
    internal static void ThrowIfUpload(JobRecord job, JobCall call)
    {
        if (job.IsUpload)
        {
            throw Failure.NotImplemented($"{call} is for downloads; job {job.Number} is an {job.Type} job.");
        }
    }

    internal static void ThrowIfFinal(JobRecord job, JobCall call)
    {
        if (job.Data.IsFinal)
        {
            ThrowIfRefused(StepResult.Refused(HResults.BG_E_INVALID_STATE), job, call);
        }
    }
}
