using BenchmarkDotNet.Attributes;

namespace Bits.RetrySim.Benchmarks;

/// <summary>One more byte of a running transfer is reported, and the job knows of it.</summary>
public class ProgressReport
{
    private readonly SimulatedClock _clock = new();
    private readonly ManualTransport _transport = new();
    private BackgroundCopyManager? _manager;
    private BackgroundCopyJob? _job;
    private ManualAttempt? _attempt;
    private IProgress<long>? _progress;
    private long _reported;
    private long _heard;

    [GlobalSetup]
    public void Setup()
    {
        _manager = new BackgroundCopyManager(new BackgroundCopyManagerOptions { TimeProvider = _clock, Transport = _transport });
        _job = _manager.CreateJob("job");
        _job.AddFile("http://cdn.example/a", @"C:\d\a");
        _job.Resume();
        _clock.Advance(TimeSpan.Zero);
        _attempt = _transport.Current;
        _attempt.Accept(long.MaxValue);
        _progress = new Progress<long>(_ => Interlocked.Increment(ref _heard));

        const int Reports = 1_000;
        for (int i = 0; i < Reports; i++)
        {
            BitsRetrySim();
            ProgressOfT();
        }

        if (_job.Progress.BytesTransferred != Reports || !SpinWait.SpinUntil(() => Interlocked.Read(ref _heard) == Reports, TimeSpan.FromMinutes(1)))
        {
            throw new InvalidOperationException("Not every report arrived.");
        }
    }

    [GlobalCleanup]
    public void Cleanup() => _manager!.Dispose();

    [Benchmark(Baseline = true)]
    public void BitsRetrySim() => _attempt!.Receive(1);

    /// <summary>System.Progress, as downloaders report with: each report is queued to the thread pool.</summary>
    [Benchmark]
    public void ProgressOfT() => _progress!.Report(++_reported);
}
