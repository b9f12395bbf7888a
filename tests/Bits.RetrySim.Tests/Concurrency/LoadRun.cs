using System.Collections.Concurrent;

namespace Bits.RetrySim.Tests;

/// <summary>Eight threads that call every method of a thousand jobs at random while time moves and callbacks call back.</summary>
internal sealed class LoadRun : IDisposable
{
    private const int JobCount = 1000;
    private const int ThreadCount = 8;
    private const int OperationsPerThread = 1500;

    private readonly BackgroundCopyManager _manager;
    private readonly LoadOperations _operations;
    private readonly Action<Random> _moveTime;
    private readonly SemaphoreSlim _wanted = new(0);
    private readonly SemaphoreSlim _moved = new(0);
    private readonly ConcurrentQueue<Exception> _failures = new();
    private readonly int _seed;
    private int _working = ThreadCount;

    /// <param name="manager">The manager, with an event log.</param>
    /// <param name="seed">Where the random numbers begin.</param>
    /// <param name="mostCallbacks">How many callbacks may run at a time.</param>
    /// <param name="moveTime">Brings time, or a transport, a step further.</param>
    internal LoadRun(BackgroundCopyManager manager, int seed, int mostCallbacks, Action<Random> moveTime)
    {
        _manager = manager;
        _seed = seed;
        _moveTime = moveTime;
        Callback = new LoadCallback((job, number) => _operations!.CallBack(job, new Random(seed + number)), mostCallbacks);
        _operations = new LoadOperations(manager, Callback, JobCount);
    }

    internal LoadCallback Callback { get; }

    internal void Run()
    {
        List<Thread> threads = [];
        for (int i = 0; i < ThreadCount; i++)
        {
            Random random = new((_seed * 31) + i);
            threads.Add(Start($"client {i}", () => Work(random)));
        }

        threads.Add(Start("time", () => MoveTime(new Random(_seed))));
        threads.ForEach(Guard.Join);
        _failures.Should().BeEmpty();
        Callback.Complaints.Should().BeEmpty();
        _operations.Unexpected.Should().BeEmpty();
    }

    /// <summary>No client does anything any more: now every job that has something to tell must get to tell it.</summary>
    internal void Settle()
    {
        Callback.CalmDown();
        _operations.Calm();
        Random random = new(_seed);
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
        while (LogCheck.Histories(_manager.EventLog, Callback).FirstOrDefault(job => job.IsOpen) is { } open)
        {
            watch.Elapsed.Should().BeLessThan(Guard.Limit, "every event must be acknowledged in the end, but not so for\n{0}", LastOf(open));
            _moveTime(random);
            Callback.WaitForOne();
        }
    }

    /// <summary>What does not fit.</summary>
    internal void Check()
    {
        IReadOnlyList<JobHistory> jobs = LogCheck.Histories(_manager.EventLog, Callback);
        foreach (JobHistory job in jobs)
        {
            job.End();
        }

        jobs.SelectMany(job => job.Complaints).Concat(Callback.Complaints).Take(20).Should().BeEmpty();
        jobs.Should().HaveCountGreaterThanOrEqualTo(JobCount);
        _manager.EventLog.Events.Count(entry => entry.Kind == JobEventKind.Notification).Should().BeGreaterThan(100, "there must have been callbacks");

        // Continuations never run on the thread that ends the wait, so the tasks follow a moment later.
        IAsyncResult waits = Task.WhenAll(_operations.Waits);
        waits.AsyncWaitHandle.WaitOne(Guard.Limit).Should().BeTrue("every wait ends with its job or its manager");
    }

    public void Dispose()
    {
        _wanted.Dispose();
        _moved.Dispose();
        _operations.Dispose();
        Callback.Dispose();
    }

    private string LastOf(JobHistory job) =>
        string.Join('\n', _manager.EventLog.Events.Where(entry => entry.Job == job.Number).TakeLast(20));

    private Thread Start(string name, Action action)
    {
        Thread thread = new(() => Guarded(action)) { Name = name, IsBackground = true };
        thread.Start();
        return thread;
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
#pragma warning disable CA1031 // The test fails with it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failures.Enqueue(exception);
        }
    }

    private void Work(Random random)
    {
        try
        {
            for (int i = 0; i < OperationsPerThread; i++)
            {
                _operations.Any(random);
                if (i % 8 == 0)
                {
                    _wanted.Release();
                    _moved.Wait(Guard.Limit).Should().BeTrue();
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _working);
            _wanted.Release();
        }
    }

    /// <summary>A step for every few calls, so that neither runs away from the other.</summary>
    private void MoveTime(Random random)
    {
        while (Volatile.Read(ref _working) > 0)
        {
            _wanted.Wait(Guard.Limit).Should().BeTrue();
            _moveTime(random);
            _moved.Release();
        }
    }
}
