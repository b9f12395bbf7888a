using System.Collections;

namespace Bits.RetrySim;

/// <summary>Some of the events of a log, which only ever appends: a view costs nothing, and does not change (D-44).</summary>
/// <param name="events">Where they lie; what lies beyond the view is not looked at, since another thread may be writing there.</param>
/// <param name="first">The index of the first one.</param>
/// <param name="count">How many they are.</param>
internal sealed class EventList(JobEvent[] events, int first, int count) : IReadOnlyList<JobEvent>
{
    public int Count => count;

    public JobEvent this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
            return events[first + index];
        }
    }

    public IEnumerator<JobEvent> GetEnumerator()
    {
        for (int i = first; i < first + count; i++)
        {
            yield return events[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
