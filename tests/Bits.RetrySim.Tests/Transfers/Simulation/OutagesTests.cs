using CsCheck;

namespace Bits.RetrySim.Tests;

/// <summary>Which outage is in force when (D-37): against what their definition says of each instant, and at what cost.</summary>
public sealed class OutagesTests
{
    private const int End = 24;

    private static readonly Gen<FaultRule[]> Rules = Gen.Select(
        Gen.Int[0, End - 2], Gen.Int[1, 12], Gen.Bool, Gen.Int[1, 4], static (from, length, silent, version) =>
            new FaultRule(silent ? SimulatedFault.NoAnswer : SimulatedFault.HttpStatus(503), version, from, Math.Min(End, from + length)) { IsOutage = true }).Array[0, 8];

    [Fact]
    public void Outages_OfAnyScript_AreInForceAsTheirDefinitionSays() =>
        Gen.Select(Rules, Gen.Int[0, End], Gen.Int[0, End], Gen.Int[0, 4]).Sample((rules, answered, later, version) =>
        {
            Outages outages = rules.Aggregate(Outages.None, static (all, rule) => all.With(rule));
            AcceptedBody body = new(answered, version);
            for (int now = answered; now <= answered + later; now++)
            {
                outages.At(now).Should().BeSameAs(InForce(rules, now));
                outages.Next(silences: false, body, now).Should().Be(Next(rules, silences: false, body, now));
                outages.Next(silences: true, body, now).Should().Be(Next(rules, silences: true, body, now));
                outages.SilenceBegan(body, now).Should().Be(
                    !IsSilent(rules, body, now) ? long.MaxValue : InForce(rules, now)!.Version > version ? now : Began(rules, now));
                long ends = now;
                while (IsSilent(rules, body, ends))
                {
                    ends++;
                }

                outages.EndOfSilence(body, now).Should().Be(ends);
            }
        });

    [Fact]
    public void With_OneMore_LeavesThoseBeforeAsTheyWere()
    {
        FaultRule[] rules = [.. Enumerable.Range(0, 9).Select(i => new FaultRule(SimulatedFault.NoAnswer, 1, i, 10) { IsOutage = true })];
        Outages few = rules[..5].Aggregate(Outages.None, static (all, rule) => all.With(rule));

        Outages one = few.With(rules[5]), other = few.With(rules[6]).With(rules[7]);

        few.Written.Should().Equal(rules[..5]);
        one.Written.Should().Equal(rules[..6]);
        other.Written.Should().Equal([.. rules[..5], rules[6], rules[7]]);
        (few.At(9), one.At(9), other.At(9)).Should().Be((rules[4], rules[5], rules[7]));
    }

    /// <summary>Ten times as many outages, written one by one and asked for, take some ten times as much memory, not a hundred times.</summary>
    [Fact]
    public void With_TenThousandOneByOne_CostsInProportion()
    {
        long few = Allocated.By(() => Write(1_000)), many = Allocated.By(() => Write(10_000));

        many.Should().BeLessThan(20 * few);

        static void Write(int count)
        {
            Outages outages = Outages.None;
            for (int i = 0; i < count; i++)
            {
                outages = outages.With(new FaultRule(SimulatedFault.NoAnswer, 1, 2 * i, (2 * i) + 1) { IsOutage = true });
            }

            outages.At(count).Should().NotBeNull();
        }
    }

    /// <summary>Of those that hold the one written last.</summary>
    private static FaultRule? InForce(FaultRule[] rules, long instant) => Array.FindLast(rules, rule => rule.From <= instant && instant < rule.To);

    private static long Began(FaultRule[] rules, long instant)
    {
        FaultRule? rule = InForce(rules, instant);
        while (instant > 0 && InForce(rules, instant - 1) == rule)
        {
            instant--;
        }

        return instant;
    }

    private static bool Concerns(FaultRule[] rules, in AcceptedBody body, long instant) =>
        InForce(rules, instant)!.Version > body.Version || Began(rules, instant) > body.AnsweredAt;

    private static bool IsSilent(FaultRule[] rules, in AcceptedBody body, long instant) =>
        InForce(rules, instant) is { Fault.IsSilence: true } && Concerns(rules, body, instant);

    /// <summary>Of each outage counts when it is first in force from now on.</summary>
    private static long Next(FaultRule[] rules, bool silences, AcceptedBody body, long now) => rules
        .Where(rule => rule.Fault.IsSilence == silences)
        .SelectMany(rule => Enumerable.Range((int)now, End).Where(instant => InForce(rules, instant) == rule).Take(1))
        .Where(instant => Concerns(rules, body, instant))
        .Select(instant => (long)instant)
        .DefaultIfEmpty(long.MaxValue).Min();
}
