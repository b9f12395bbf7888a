namespace Bits.RetrySim;

/// <summary>Runs code on a clock until it ends.</summary>
/// <param name="driver">Moves the clock; its turn has been taken.</param>
/// <param name="managers">Who else is on the clock.</param>
/// <param name="grace">How long, in real time, something may come that is not on the clock once nothing is due there any more.</param>
internal sealed class CodeRun(ClockDriver driver, ManagerQueue managers, TimeSpan grace)
{
    private readonly PoolWatch _pool = new();
    private Task? _task;

    /// <summary>Runs it; the task has ended, unless an exception tells why it did not.</summary>
    internal Task Run(Func<Task> code, long target)
    {
        driver.Collect(
            static (driver, run) =>
            {
                run.Self._task = driver.Context.Call(run.Code);
                return run.Self.RunUntilCompleted(run.Self._task, run.Target);
            },
            (Self: this, Code: code, Target: target));
        return _task!;
    }

    private bool RunUntilCompleted(Task task, long target)
    {
        while (true)
        {
            driver.Run(driver.Clock.Now, null);
            if (task.IsCompleted || driver.HasErrors)
            {
                return true;
            }

            _pool.Settle(driver.Context, driver.HasCancelled);
            driver.HasCancelled = false;
            if (driver.Context.HasPosted || task.IsCompleted)
            {
                continue;
            }

            long next = driver.NextDue(driver.Clock.Now, out _);
            if (next <= target)
            {
                driver.Run(next, null);
            }
            else if (!driver.Context.WaitForPost(grace) && !task.IsCompleted)
            {
                throw next == long.MaxValue
                    ? new InvalidOperationException(PendingText.Stuck(driver.Clock.Elapsed, grace, DescribePending()))
                    : new TimeoutException(PendingText.OverLimit(TimeSpan.FromTicks(target), DescribePending()));
            }
        }
    }

    private List<string> DescribePending()
    {
        List<string> pending = [];
        lock (driver.Clock.TimerGate)
        {
            DueQueue timers = driver.Clock.Timers;
            if (timers.Count > 0)
            {
                pending.Add(PendingText.Timers(timers.Count, TimeSpan.FromTicks(timers.NextInstant)));
            }
        }

        foreach (ISteppedManager manager in managers.InOrder)
        {
            pending.AddRange(manager.DescribePending());
        }

        return pending;
    }
}
