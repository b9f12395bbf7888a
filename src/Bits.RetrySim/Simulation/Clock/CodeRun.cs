namespace Bits.RetrySim;

/// <summary>Runs code on a clock until it ends.</summary>
/// <param name="driver">Moves the clock; its turn has been taken.</param>
/// <param name="managers">Who else is on the clock.</param>
internal sealed class CodeRun(ClockDriver driver, ManagerQueue managers)
{
    private readonly long _begun = driver.Clock.Now;
    private readonly PoolWatch _pool = new(driver.Context, driver.Clock.RealTimeGrace);

    /// <summary>Runs it; the task has ended, unless an exception tells why it did not.</summary>
    internal Task Run(Func<Task> code, long target)
    {
        Task? task = null;
        using PoolSample.Runner runner = PoolSample.BeginRun();
        driver.Collect(
            (_, _) =>
            {
                task = driver.Context.Call(code) ?? throw Failure.InvalidArgument(nameof(code), "The code returned no task.");
                RunUntilCompleted(task, target);
                if (driver.HasErrors && task.Exception is { } failure)
                {
                    driver.Add(failure.InnerException!);
                }

                return true;
            },
            argument: 0);
        return task!;
    }

    private void RunUntilCompleted(Task task, long target)
    {
        SimulatedClock clock = driver.Clock;
        while (true)
        {
            driver.Run(clock.Now, null);
            if (task.IsCompleted || driver.HasErrors)
            {
                return;
            }

            bool isAtPeace = _pool.TrySettle();
            if (driver.Context.HasPosted || task.IsCompleted)
            {
                continue;
            }

            if (!isAtPeace)
            {
                throw new NotReachedException(PendingText.AtWork(clock, driver.Context.OnPool, DescribePending()));
            }

            Go(task, target);
        }
    }

    /// <summary>All of the code waits: time goes on to what is due next.</summary>
    private void Go(Task task, long target)
    {
        SimulatedClock clock = driver.Clock;
        long next = driver.NextDue(clock.Now, out _);
        if (next <= target)
        {
            driver.Run(next, null);
        }
        else if (next < long.MaxValue)
        {
            driver.Run(target, null);
            throw new NotReachedException(PendingText.OverLimit(clock, TimeSpan.FromTicks(target - _begun), DescribePending()));
        }
        else if (!TryWaitForOthers(task))
        {
            throw new NotReachedException(PendingText.Stuck(clock, DescribePending()));
        }
    }

    /// <summary>Nothing is due: waits in real time for a piece, for something that another thread arms, or for the end; false if nothing comes.</summary>
    private bool TryWaitForOthers(Task task)
    {
        ClockContext context = driver.Context;
        task.ContinueWith(
            static (_, waiting) => ((ClockContext)waiting!).Wake(), context, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return WatchedTime.TryWait(driver.Clock.RealTimeGrace, longest =>
        {
            long seen = context.Wakes;
            if (!HasCome())
            {
                context.WaitForWake(seen, longest);
            }

            return HasCome();
        });

        bool HasCome() => context.HasPosted || task.IsCompleted || driver.NextDue(driver.Clock.Now, out _) < long.MaxValue;
    }

    private List<string> DescribePending()
    {
        List<string> pending = driver.DescribeTimers();
        foreach (ISteppedManager manager in managers.InOrder)
        {
            pending.AddRange(manager.DescribePending());
        }

        return pending;
    }
}
