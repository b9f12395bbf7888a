namespace Bits.RetrySim.Tests;

[Trait("Rule", "CB-1")]
public sealed class BackgroundCopyCallbackTests
{
    [Fact]
    public void Methods_NoDelegates_Succeed()
    {
        IBackgroundCopyCallback callback = new BackgroundCopyCallback();
        Action act = () => CallAll(callback);

        act.Should().NotThrow();
    }

    [Fact]
    public void Methods_Delegates_EachCallsItsOwn()
    {
        List<string> calls = [];
        BackgroundCopyCallback callback = new()
        {
            JobTransferred = _ => calls.Add("transferred"),
            JobError = (_, _) => calls.Add("error"),
            JobModification = _ => calls.Add("modification"),
            FileTransferred = (_, _) => calls.Add("file"),
        };

        CallAll(callback);

        calls.Should().Equal("transferred", "error", "modification", "file");
    }

    [Fact]
    public void Methods_DelegateThrows_PassesItOn()
    {
        IBackgroundCopyCallback callback = new BackgroundCopyCallback { JobModification = _ => throw new BitsException("no", HResults.E_FAIL) };
        Action act = () => callback.JobModification(null!);

        act.Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.E_FAIL);
    }

    private static void CallAll(IBackgroundCopyCallback callback)
    {
        callback.JobTransferred(null!);
        callback.JobError(null!, null!);
        callback.JobModification(null!);
        callback.FileTransferred(null!, null!);
    }
}
