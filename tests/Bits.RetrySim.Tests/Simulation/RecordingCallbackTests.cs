using System.Runtime.InteropServices;

namespace Bits.RetrySim.Tests;

public sealed class RecordingCallbackTests
{
    [Fact]
    public void Answer_SeveralCalls_AreRecordedInOrder()
    {
        RecordingCallback callback = new();
        RecordedCall first = Call(BackgroundCopyNotifications.JobModification, 1);
        RecordedCall second = Call(BackgroundCopyNotifications.JobError, 2);

        callback.Answer(first, _ => { });
        IReadOnlyList<RecordedCall> before = callback.Calls;
        callback.Answer(second, _ => { });

        before.Should().Equal(first);
        callback.Calls.Should().Equal(first, second);
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    public void FailNext_Two_FailsTwoCallsWithTheCodeAndThenNoMore()
    {
        RecordingCallback callback = new();
        callback.FailNext(2, HResults.E_FAIL);

        for (int failure = 0; failure < 2; failure++)
        {
            Answering(callback).Should().Throw<COMException>().Which.HResult.Should().Be(HResults.E_FAIL);
        }

        Answering(callback).Should().NotThrow();
        callback.Calls.Should().HaveCount(3);
    }

    [Fact]
    public void FailNext_Again_ReplacesWhatIsLeft()
    {
        RecordingCallback callback = new();
        callback.FailNext(int.MaxValue, HResults.E_FAIL);
        callback.FailNext(1, HResults.E_INVALIDARG);
        Answering(callback).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);

        callback.FailNext(5, HResults.E_FAIL);
        callback.FailNext(0, 0);

        Answering(callback).Should().NotThrow();
    }

    [Theory]
    [InlineData(-1, HResults.E_FAIL, "n")]
    [InlineData(1, 0, "hresult")]
    [InlineData(1, HResults.BG_S_PARTIAL_COMPLETE, "hresult")]
    public void FailNext_BadArgument_ThrowsAndChangesNothing(int n, int hresult, string argument)
    {
        RecordingCallback callback = new();
        Action act = () => callback.FailNext(n, hresult);

        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(argument).Which.HResult.Should().Be(HResults.E_INVALIDARG);
        Answering(callback).Should().NotThrow();
    }

    [Fact]
    public void Answer_InnerCallback_IsCalledAfterTheRecordAndBeforeTheFailure()
    {
        List<int> recorded = [];
        RecordingCallback? callback = null;
        BackgroundCopyCallback inner = new() { JobTransferred = _ => recorded.Add(callback!.Calls.Count) };
        callback = new(inner);
        callback.FailNext(1, HResults.E_FAIL);

        Answering(callback).Should().Throw<BitsException>();
        Answering(callback).Should().NotThrow();

        recorded.Should().Equal(1, 2);
    }

    [Fact]
    public void Answer_InnerCallbackThrows_PassesItOn()
    {
        RecordingCallback callback = new(new BackgroundCopyCallback { JobTransferred = _ => throw new TimeoutException() });

        Answering(callback).Should().Throw<TimeoutException>();
        callback.Calls.Should().ContainSingle();
    }

    [Fact]
    public void Answer_ManyThreads_KeepsEveryCallAndFailsAsOftenAsAsked()
    {
        RecordingCallback callback = new();
        callback.FailNext(100, HResults.E_FAIL);
        int failures = 0;

        Parallel.For(0, 1000, _ =>
        {
            try
            {
                Answering(callback)();
            }
            catch (BitsException)
            {
                Interlocked.Increment(ref failures);
            }
        });

        failures.Should().Be(100);
        callback.Calls.Should().HaveCount(1000);
    }

    [Fact]
    public void Methods_Null_ThrowInvalidArgument()
    {
        RecordingCallback callback = new();
        Action job = () => callback.JobTransferred(null!);
        Action error = () => callback.JobError(null!, null!);

        job.Should().Throw<ArgumentNullException>().WithParameterName("job");
        error.Should().Throw<ArgumentNullException>().WithParameterName("error");
        callback.Calls.Should().BeEmpty();
    }

    private static Action Answering(RecordingCallback callback) => () =>
        callback.Answer(Call(BackgroundCopyNotifications.JobTransferred, 0), inner => inner.JobTransferred(null!));

    private static RecordedCall Call(BackgroundCopyNotifications kind, int seconds) =>
        new(kind, null!, null, 0, TimeSpan.FromSeconds(seconds), BackgroundCopyJobState.Transferred);
}
