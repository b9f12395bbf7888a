using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Bits.RetrySim.Tests;

/// <summary>Activities, in order for each job. The listener hears the whole process; what begins on other threads belongs to other scripts.</summary>
internal sealed class GoldenActivities : IDisposable
{
    private readonly SortedDictionary<int, StringBuilder> _jobs = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly ActivityListener _listener;

    internal GoldenActivities()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Bits.RetrySim",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity => Add("starts", activity),
            ActivityStopped = activity => Add("stops", activity),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public override string ToString() => string.Concat(_jobs.Values);

    public void Dispose() => _listener.Dispose();

    private void Add(string what, Activity activity)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            return;
        }

        int job = activity.GetTagItem("bits.job.number") is int number ? number : 0;
        if (!_jobs.TryGetValue(job, out StringBuilder? lines))
        {
            _jobs.Add(job, lines = new StringBuilder());
        }

        string tags = string.Join(' ', activity.TagObjects.Select(tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Key}={tag.Value}")));
        string parent = activity.ParentId is null ? "" : " has a parent";
        lines.Append(
            CultureInfo.InvariantCulture,
            $"job {job:D4}  {what} {activity.DisplayName} {activity.Kind} {activity.StartTimeUtc:O} {activity.Duration:c} {activity.Status} {activity.StatusDescription} {tags}{parent}").Append('\n');
    }
}
