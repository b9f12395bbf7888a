using System.Globalization;
using System.Text;

namespace Bits.RetrySim;

/// <summary>The system times of a job, in UTC (TIME-1, TIME-2). Unlike the retry timers they follow the system clock (CLOCK-10).</summary>
/// <param name="CreationTime">When the job was created.</param>
/// <param name="ModificationTime">When bytes last moved, a file was added, a property was set, or the state changed.</param>
/// <param name="TransferCompletionTime">When the job entered TRANSFERRED; null before.</param>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public readonly record struct BackgroundCopyJobTimes(
    DateTimeOffset CreationTime, DateTimeOffset ModificationTime, DateTimeOffset? TransferCompletionTime)
{
    // The same in every culture.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"CreationTime = {CreationTime:O}, ModificationTime = {ModificationTime:O}, TransferCompletionTime = {TransferCompletionTime:O}");
        return true;
    }
}
