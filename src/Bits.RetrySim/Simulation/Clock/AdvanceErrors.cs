using System.Runtime.ExceptionServices;

namespace Bits.RetrySim;

/// <summary>What was thrown while a clock was moved, in its order; it does not keep others from having their turn (D-24).</summary>
internal sealed class AdvanceErrors : List<Exception>
{
    private const string FurtherExceptions = "Bits.RetrySim.FurtherExceptions";

    private const string Remark = "Bits.RetrySim.Remark";

    /// <summary>What was thrown last, in words, for whoever writes down why a test failed; null: nothing.</summary>
    internal string? Told { get; private set; }

    /// <summary>The first one as it was, since a test is written for it; together only if they are of several kinds, and then one of each.</summary>
    internal void ThrowIfAny(TimeSpan now)
    {
        if (Count > 0)
        {
            Throw([.. this.DistinctBy(static error => error.GetType())], now);
        }
    }

    private void Throw(Exception[] firsts, TimeSpan now)
    {
        Exception first = firsts[0];
        string remark = AdvanceErrorText.Of(this, firsts, now);
        Told = AdvanceErrorText.Told(first, remark);
        if (firsts.Length > 1)
        {
            throw new AggregateException(remark, firsts);
        }

        first.Data.Remove(FurtherExceptions);
        first.Data[Remark] = remark;
        if (Count > 1)
        {
            first.Data[FurtherExceptions] = Count - 1;
        }

        ExceptionDispatchInfo.Throw(first);
    }
}
