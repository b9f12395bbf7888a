using static Bits.RetrySim.BackgroundCopyJobState;
using static Bits.RetrySim.BackgroundCopyNotifications;

namespace Bits.RetrySim.Tests;

/// <summary>Of two jobs' callbacks of one kind at one instant the one that was planned first comes first, whatever else the jobs are told meanwhile.</summary>
public sealed class CallbackPlaceTests
{
    [Fact]
    [Trait("Rule", "D-1")]
    [Trait("Rule", "D-23")]
    public void Repetition_JobIsToldOfAChangeMeanwhile_KeepsItsPlace()
    {
        using Bench bench = new();
        List<string> told = [];
        BackgroundCopyJob first = Failing(bench, told, JobError | JobModification);
        _ = Failing(bench, told, JobError);
        bench.Pump();
        bench.GoTo(100);
        told.Clear();

        first.Description = "changed";
        bench.GoTo(600);

        told.Should().Equal("100 1 JobModification", "600 1 JobError", "600 2 JobError");
    }

    [Fact]
    [Trait("Rule", "D-1")]
    [Trait("Rule", "D-23")]
    public void Modification_JobIsToldOfItsEventAtThatInstant_KeepsItsPlace()
    {
        using Bench bench = new();
        List<string> told = [];
        BackgroundCopyJob first = Failing(bench, told, JobError | JobModification);
        BackgroundCopyJob second = Failing(bench, told, JobModification);
        bench.Pump();
        bench.GoTo(599);
        told.Clear();

        bench.Manager.At(TimeSpan.FromSeconds(600), () =>
        {
            first.Description = "changed";
            second.Description = "changed";
        });
        bench.GoTo(600);

        told.Should().Equal("600 1 JobError", "600 1 JobModification", "600 2 JobModification");
    }

    /// <summary>A job in ERROR whose client writes down what it is told, as "600 1 JobError", and always fails.</summary>
    private static BackgroundCopyJob Failing(Bench bench, List<string> told, BackgroundCopyNotifications flags)
    {
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyFlags = flags;
        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (failed, _) => Hear(failed, nameof(JobError)),
            JobModification = changed => Hear(changed, nameof(JobModification)),
        };
        return job;

        void Hear(BackgroundCopyJob about, string what)
        {
            told.Add(FormattableString.Invariant($"{bench.Manager.Elapsed.TotalSeconds} {about.Number} {what}"));
            throw new BitsException("not now", HResults.E_FAIL);
        }
    }
}
