namespace Bits.RetrySim.Tests;

/// <summary>The end of a manager whose callbacks do not come back, or wait for the end of one another's managers.</summary>
[Trait("Rule", "D-36")]
public sealed class DisposeTimeoutTests
{
    [Fact]
    public async Task Dispose_CallbackThatDoesNotReturn_ThrowsAndNamesIt()
    {
        using BitsSimulation bits = Make(options => options.DisposeTimeout = TimeSpan.FromMilliseconds(1));
        GatedCallback callback = new();
        BackgroundCopyJob job = FailingJob(bits, callback);
        ReleasedCallback other = new();
        bits.Manager.CreateJob("other").NotifyInterface = other;
        bits.Clock.Advance(TimeSpan.Zero);
        GatedCall call = await callback.NextAsync();

        bits.Invoking(it => it.Dispose()).Should().Throw<TimeoutException>().WithMessage("*JobError*job 1*00:00:00.0010000*DisposeTimeout*");

        job.Invoking(it => it.Resume()).Should().Throw<ObjectDisposedException>("it has ended all the same");
        other.Releases.Should().Be(1);
        call.Fail(HResults.E_FAIL);
        await Task.Run(() => SpinWait.SpinUntil(() => call.IsOver, Guard.Limit)).Within();
        await Task.Run(bits.Dispose).Within();
        callback.Begun.Should().Be(1);
    }

    [Fact]
    public async Task Dispose_TwoCallbacksEndEachOthersManagers_NeitherWaitsForEver()
    {
        using BitsSimulation one = Make();
        using BitsSimulation other = Make();
        using Barrier both = new(2);
        Task first = EndFromCallback(one, other, both);
        Task second = EndFromCallback(other, one, both);

        one.Clock.Advance(TimeSpan.Zero);
        other.Clock.Advance(TimeSpan.Zero);

        await Task.WhenAll(first, second).Within();
    }

    [Fact]
    public async Task Dispose_ThreeCallbacksEndTheNextOnesManager_NoneWaitsForEver()
    {
        BitsSimulation[] all = [Make(), Make(), Make()];
        using Barrier together = new(3);
        Task[] ends = [.. all.Select((bits, i) => EndFromCallback(bits, all[(i + 1) % 3], together))];

        Array.ForEach(all, bits => bits.Clock.Advance(TimeSpan.Zero));

        await Task.WhenAll(ends).Within();
        Array.ForEach(all, bits => bits.Dispose());
    }

    private static BitsSimulation Make(Action<BackgroundCopyManagerOptions>? configure = null) => new(options =>
    {
        options.Dispatch = CallbackDispatch.ThreadPool;
        options.DisposeTimeout = TimeSpan.FromMinutes(10);
        configure?.Invoke(options);
    });

    private static Task EndFromCallback(BitsSimulation mine, BitsSimulation its, Barrier together)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        FailingJob(mine, new BackgroundCopyCallback
        {
            JobError = (_, _) =>
            {
                together.SignalAndWait(Guard.Limit).Should().BeTrue();
                its.Manager.Dispose();
                ended.SetResult();
            },
        });
        return ended.Task;
    }

    private static BackgroundCopyJob FailingJob(BitsSimulation bits, IBackgroundCopyCallback callback)
    {
        bits.Network.Host("cdn.example");
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("https://cdn.example/gone", "/gone");
        job.NotifyInterface = callback;
        job.Resume();
        return job;
    }
}
