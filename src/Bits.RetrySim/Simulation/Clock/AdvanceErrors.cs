using System.Runtime.ExceptionServices;

namespace Bits.RetrySim;

/// <summary>What was thrown while a clock was moved, in its order; it does not keep others from having their turn (D-24).</summary>
internal sealed class AdvanceErrors : List<Exception>
{
    private const string FurtherExceptions = "Bits.RetrySim.FurtherExceptions";

    /// <summary>The first one as it was, since a test is written for it; together only if they are of several kinds.</summary>
    internal void ThrowIfAny()
    {
        if (Count == 0)
        {
            return;
        }

        Exception first = this[0];
        if (Exists(other => other.GetType() != first.GetType()))
        {
            throw new AggregateException(this);
        }

        first.Data.Remove(FurtherExceptions);
        if (Count > 1)
        {
            first.Data[FurtherExceptions] = Count - 1;
        }

        ExceptionDispatchInfo.Throw(first);
    }
}
