using CsCheck;
using static Bits.RetrySim.Tests.VectorAdvanceTests;

namespace Bits.RetrySim.Tests;

/// <summary>However the clock is moved, it makes no difference to what happens.</summary>
public class VectorAdvancePropertyTests
{
    [Fact]
    [Trait("Rule", "TV-22")]
    [Trait("Runs", "Once")]
    public void RandomSteps_Of14Days_GiveTheSameLog() =>
        Gen.Long[0, TimeSpan.TicksPerDay * 3].Array[1, 12].Sample(
            steps =>
            {
                int next = 0;
                return Run(clock => next < steps.Length ? Min(TimeSpan.FromTicks(steps[next++]), Fortnight - clock.Elapsed) : Fortnight - clock.Elapsed) == OneAdvance;
            },
            iter: 8,
            threads: 1);
}
