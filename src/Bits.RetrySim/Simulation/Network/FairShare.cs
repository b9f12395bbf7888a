namespace Bits.RetrySim;

/// <summary>
/// Divides bandwidth so that no transfer could get more without one with no more than it getting less (max-min fairness), in whole bits per
/// second. Bits that a division leaves over go one each to the transfers in the order of their jobs.
/// </summary>
internal static class FairShare
{
    private const long None = -1;

    /// <summary>Sets <see cref="Stake.Share"/> of all transfers; they are in the order of their jobs.</summary>
    internal static void Divide(Bottleneck link, Span<Stake> transfers)
    {
        Open(link);
        foreach (ref Stake transfer in transfers)
        {
            transfer.Share = None;
            Open(transfer.Host);
            Open(transfer.Policy);
        }

        foreach (ref Stake transfer in transfers)
        {
            link.Waiting++;
            transfer.Host.Waiting++;
            if (transfer.Policy is { } policy)
            {
                policy.Waiting++;
            }
        }

        while (FindTightest(link, transfers) is { } tightest)
        {
            long share = tightest.Left / tightest.Waiting;
            foreach (ref Stake transfer in transfers)
            {
                if (transfer.Share == None && PassesThrough(link, transfer, tightest))
                {
                    Give(link, ref transfer, share);
                }
            }
        }

        foreach (ref Stake transfer in transfers)
        {
            if (transfer.Share == None)
            {
                transfer.Share = ByteFlow.Unlimited;
            }
            else if (HasLeft(link) && HasLeft(transfer.Host) && HasLeft(transfer.Policy))
            {
                transfer.Share++;
                Take(link, 1);
                Take(transfer.Host, 1);
                Take(transfer.Policy, 1);
            }
        }
    }

    private static Bottleneck? FindTightest(Bottleneck link, Span<Stake> transfers)
    {
        Bottleneck? tightest = null;
        foreach (ref Stake transfer in transfers)
        {
            if (transfer.Share == None)
            {
                tightest = Tighter(tightest, link);
                tightest = Tighter(tightest, transfer.Policy);
                tightest = Tighter(tightest, transfer.Host);
            }
        }

        return tightest;
    }

    private static Bottleneck? Tighter(Bottleneck? tightest, Bottleneck? candidate) =>
        candidate is { Limits: true } && (tightest is null || candidate.IsTighterThan(tightest)) ? candidate : tightest;

    private static bool PassesThrough(Bottleneck link, in Stake transfer, Bottleneck bottleneck) =>
        link == bottleneck || transfer.Host == bottleneck || transfer.Policy == bottleneck;

    private static void Give(Bottleneck link, ref Stake transfer, long share)
    {
        transfer.Share = share;
        Settle(link, share);
        Settle(transfer.Host, share);
        Settle(transfer.Policy, share);
    }

    private static void Open(Bottleneck? bottleneck)
    {
        if (bottleneck is not null)
        {
            bottleneck.Left = bottleneck.Capacity;
            bottleneck.Waiting = 0;
        }
    }

    private static void Settle(Bottleneck? bottleneck, long share)
    {
        if (bottleneck is not null)
        {
            bottleneck.Waiting--;
            Take(bottleneck, share);
        }
    }

    private static void Take(Bottleneck? bottleneck, long share)
    {
        if (bottleneck is { Limits: true })
        {
            bottleneck.Left -= share;
        }
    }

    private static bool HasLeft(Bottleneck? bottleneck) => bottleneck is not { Limits: true, Left: < 1 };
}
