using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <content>The maximum download time: section 15.</content>
internal sealed partial class ReferenceModel
{
    private long MaxDownloadMs(ModelJob job) => job.MaxDownloadMs ?? (1000 * _script.Policy.MaxDownloadSeconds); // OQ-38

    private void BeginActiveTime(ModelJob job)
    {
        job.ActiveSince = _now;
        ArmMaximumDownloadTime(job);
    }

    private void EndActiveTime(ModelJob job) => job.ActiveMs += _now - job.ActiveSince;

    private long MaximumDownloadTimeDue(ModelJob job) => job.ActiveSince + MaxDownloadMs(job) - job.ActiveMs;

    private void ArmMaximumDownloadTime(ModelJob job) => ArmNoLater(
        MaximumDownloadTimeDue(job), Phase.MaximumDownloadTime, DueKind.MaximumDownloadTime, job, () => OnMaximumDownloadTime(job));

    private void OnMaximumDownloadTime(ModelJob job)
    {
        if (!job.IsActive)
        {
            return;
        }

        if (MaximumDownloadTimeDue(job) <= _now)
        {
            FailByMaximumDownloadTime(job);
        }
        else
        {
            ArmMaximumDownloadTime(job);
        }
    }

    private void SetMaximumDownloadTime(ModelJob job, long maxMs)
    {
        job.MaxDownloadMs = maxMs;
        if (!job.IsActive)
        {
            return;
        }

        if (job.ActiveMs + _now - job.ActiveSince >= maxMs)
        {
            FailByMaximumDownloadTime(job); // note 6 of table 2.3
            return;
        }

        ArmMaximumDownloadTime(job);
    }

    private void FailByMaximumDownloadTime(ModelJob job)
    {
        job.Error = SpecCodes.MaxDownloadTimeout;
        job.ErrorCount++;
        Enter(job, State.Error); // STATE-24
    }
}
