namespace Bits.RetrySim.Tests;

/// <summary>A row of <see cref="JobMachineTable"/>: an input, what is special of the job it comes to, and the readings in force.</summary>
internal sealed class JobMachineCase(JobInput input, Func<JobData, JobData>? prepare = null, EngineSettings? settings = null)
{
    internal JobInput Input { get; } = input;

    internal EngineSettings Settings { get; } = settings ?? JobMachineSamples.Settings;

    internal JobData JobIn(BackgroundCopyJobState state)
    {
        JobData job = JobMachineSamples.InState(state);
        return prepare is null ? job : prepare(job);
    }

    internal StepResult Step(ref JobData job) => JobMachine.Step(ref job, Input, JobMachineSamples.Now, Settings);
}
