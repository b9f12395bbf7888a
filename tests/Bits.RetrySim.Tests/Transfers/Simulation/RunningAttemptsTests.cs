using CsCheck;

namespace Bits.RetrySim.Tests;

public class RunningAttemptsTests
{
    [Fact]
    public void InOrder_AnyComingAndGoing_IsTheOrderOfTheJobs()
    {
        Gen.Int[1, 20].Array[0, 60].Sample(jobs =>
        {
            SimulatedNetwork network = new();
            FakeTransferHost manager = new(network);
            SimulatedAttempt[] attempts = [.. Enumerable.Range(0, 21).Select(_ => AttemptOf(network, manager))];
            RunningAttempts running = new();
            SortedSet<int> expected = [];
            foreach (int job in jobs)
            {
                if (expected.Add(job))
                {
                    running.Add(attempts[job - 1]);
                }
                else
                {
                    expected.Remove(job);
                    running.Remove(attempts[job - 1]);
                }

                running.Count.Should().Be(expected.Count);
            }

            running.CloseUp();
            Enumerable.Range(0, running.Count).Select(i => running[i].Transfer.JobNumber).Should().Equal(expected);
        });
    }

    private static SimulatedAttempt AttemptOf(SimulatedNetwork network, FakeTransferHost manager)
    {
        FakeJob job = manager.Job("http://none/f");
        job.Start();
        SimulatedAttempt attempt = new(network);
        attempt.Begin((SimulatedTransfer)job.Handle, default, now: 0);
        return attempt;
    }
}
