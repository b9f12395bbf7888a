namespace Bits.RetrySim.Tests;

/// <summary>Files of shares and of this machine's drives as sources of downloads.</summary>
[Trait("Rule", "FILE-4")]
[Trait("Rule", "ERR-29")]
public sealed class LocalSourceTests : IDisposable
{
    private const string Target = @"C:\local\a.bin";

    private readonly BitsSimulation _bits = new();

    public void Dispose() => _bits.Dispose();

    [Theory]
    [InlineData(@"C:\depot\a.bin")]
    [InlineData("c:/DEPOT/a.bin")]
    [InlineData("file:///C:/depot/a.bin")]
    [InlineData("file://C:/depot/a.bin")]
    [InlineData("file:///C:/%64epot/a.bin")]
    [InlineData(@"C:\\depot\\a.bin")]
    public void AddFile_LocalSource_IsFetched(string name)
    {
        SimulatedResource source = _bits.Network.LocalSource(@"C:\depot\a.bin", 5_000);
        BackgroundCopyJob job = Fetch(name);

        (job.State, job.Progress.BytesTransferred).Should().Be((BackgroundCopyJobState.Transferred, 5_000));
        source.RequestCount.Should().Be(1);
    }

    [Fact]
    public void AddFile_LocalSourceMissing_IsFatalWithTheCodeOfWindows()
    {
        BackgroundCopyJob job = Fetch(@"C:\depot\a.bin");

        ErrorOf(job).Should().Be((BackgroundCopyJobState.Error, HResults.ERROR_FILE_NOT_FOUND, BackgroundCopyErrorContext.RemoteFile, "file"));
    }

    [Theory]
    [InlineData(@"C:\depot\b.bin", HResults.ERROR_FILE_NOT_FOUND)]
    [InlineData(@"C:\b.bin", HResults.ERROR_FILE_NOT_FOUND)]
    [InlineData(@"C:\depots\a.bin", HResults.ERROR_PATH_NOT_FOUND)]
    [InlineData(@"D:\depot\a.bin", HResults.ERROR_PATH_NOT_FOUND)]
    [InlineData(@"\\server\share\b.bin", HResults.ERROR_FILE_NOT_FOUND)]
    [InlineData(@"\\server\other\a.bin", HResults.ERROR_PATH_NOT_FOUND)]
    public void AddFile_OtherFilesThere_TheDirectoryDecidesTheCode(string name, int code)
    {
        _bits.Network.LocalSource(@"C:\depot\a.bin", 1);
        _bits.Network.Host("server").Resource("/share/a.bin", 1);

        ErrorOf(Fetch(name)).Should().Be((BackgroundCopyJobState.Error, code, BackgroundCopyErrorContext.RemoteFile, "file"));
    }

    [Theory]
    [InlineData(@"\\nowhere\share\a.bin")]
    [InlineData(@"\\nowhere@80\share\a.bin")]
    public void AddFile_ShareOfAnUnknownServer_IsTransient(string name) => ErrorOf(Fetch(name)).Should().Be(
        (BackgroundCopyJobState.TransientError, HResults.ERROR_BAD_NETPATH, BackgroundCopyErrorContext.RemoteFile, "file"));

    [Theory]
    [InlineData(@"\\server\share\a.bin")]
    [InlineData("file://server/share/a.bin")]
    [InlineData(@"\\SERVER\Share\A.BIN")]
    public void AddFile_Share_IsFetchedFromTheHost(string name)
    {
        _bits.Network.Host("server").Resource("/share/a.bin", 5_000).WithoutContentLength().WithoutRanges();

        Fetch(name).State.Should().Be(BackgroundCopyJobState.Transferred, "lengths and ranges are a matter of the web");
    }

    public static TheoryData<SimulatedFault, int> Faults => new()
    {
        { SimulatedFault.HttpStatus(404), HResults.ERROR_BAD_NETPATH },
        { SimulatedFault.HttpStatus(999), HResults.ERROR_BAD_NETPATH },
        { SimulatedFault.DropAfter(10), HResults.ERROR_BAD_NETPATH },
        { SimulatedFault.NoAnswer, HResults.ERROR_BAD_NETPATH },
        { SimulatedFault.HResult(HResults.ERROR_WINHTTP_CANNOT_CONNECT), HResults.ERROR_BAD_NETPATH },
        { SimulatedFault.HResult(HResults.E_ACCESSDENIED), HResults.E_ACCESSDENIED },
        { SimulatedFault.HResult(0x80070020), unchecked((int)0x80070020) },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fails_FileSources_NeverWithACodeOfTheWeb(SimulatedFault fault, int code)
    {
        _bits.Network.LocalSource(@"C:\depot\a.bin", 5_000).Fails(fault);
        _bits.Network.Host("server").Resource("/share/a.bin", 5_000).Fails(fault);

        foreach (string name in new[] { @"C:\depot\a.bin", @"\\server\share\a.bin" })
        {
            BackgroundCopyJob job = Fetch(name);
            _bits.Clock.Advance(TimeSpan.FromSeconds(60));
            (job.Error!.Code, job.Error.Context, job.Error.Protocol).Should().Be((code, BackgroundCopyErrorContext.RemoteFile, "file"));
        }
    }

    [Fact]
    public void Outage_OfTheNetwork_DoesNotConcernLocalSources()
    {
        _bits.Network.BitsPerSecond = 8;
        _bits.Network.Latency = TimeSpan.FromSeconds(10);
        _bits.Network.Fails(SimulatedFault.HttpStatus(503));
        _bits.Network.LocalSource(@"C:\depot\a.bin", 5_000);

        Fetch(@"C:\depot\a.bin").State.Should().Be(BackgroundCopyJobState.Transferred);
        _bits.Network.RequestCount.Should().Be(0);
    }

    [Fact]
    public void Join_LocalSourceBesideALimitedDownload_TakesNoShare()
    {
        _bits.Network.BitsPerSecond = 8_000;
        _bits.Network.Host("h").Resource("/f", 10_000);
        _bits.Network.LocalSource(@"C:\depot\a.bin", 5_000).StallsAt(1_000, TimeSpan.FromSeconds(4));
        BackgroundCopyJob download = Fetch("http://h/f", foreground: true);
        BackgroundCopyJob copy = Fetch(@"C:\depot\a.bin", foreground: true);
        _bits.Clock.Advance(TimeSpan.FromSeconds(5));

        (copy.State, download.Progress.BytesTransferred).Should().Be((BackgroundCopyJobState.Transferred, 5_000));
        _bits.Clock.Advance(TimeSpan.FromSeconds(5));
        download.State.Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    [Trait("Rule", "NET-1")]
    public void AddFile_LocalSourceWithoutNetwork_IsBlocked()
    {
        _bits.Network.LocalSource(@"C:\depot\a.bin", 5_000);
        _bits.Environment.NetworkAvailable = false;

        BackgroundCopyJob job = Fetch(@"C:\depot\a.bin");

        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        _bits.Environment.NetworkAvailable = true;
        _bits.Clock.Advance(TimeSpan.Zero);
        job.State.Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    [Trait("Decision", "D-37")]
    public void AddFile_LocalSourceMissing_IsHinted()
    {
        BackgroundCopyJob job = Fetch(@"C:\depot\a.bin");

        _bits.EventLog.Events.Should().Contain(entry => entry.Job == job.Number && entry.Kind == JobEventKind.Hint
            && entry.Detail.Contains("network.LocalSource(\"C:/depot/a.bin\"", StringComparison.Ordinal));
    }

    [Fact]
    public void LocalSource_Twice_IsRefusedAndFoundAgain()
    {
        SimulatedResource source = _bits.Network.LocalSource(@"C:\depot\a.bin", 1);

        _bits.Network.LocalSource("c:/depot/A.BIN").Should().BeSameAs(source);
        _bits.Network.Invoking(network => network.LocalSource("file:///c:/depot/A.BIN", 2)).Should().Throw<InvalidOperationException>().WithMessage("*ChangesAt*");
        _bits.Network.Invoking(network => network.LocalSource(@"C:\depot\none.bin")).Should().Throw<InvalidOperationException>().WithMessage("*sizeBytes*");
    }

    private static (BackgroundCopyJobState State, int Code, BackgroundCopyErrorContext Context, string? Protocol) ErrorOf(BackgroundCopyJob job) =>
        (job.State, job.Error!.Code, job.Error.Context, job.Error.Protocol);

    private BackgroundCopyJob Fetch(string remoteName, bool foreground = false)
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("copy");
        job.AddFile(remoteName, Target);
        job.Priority = foreground ? BackgroundCopyJobPriority.Foreground : job.Priority;
        job.Resume();
        _bits.Clock.Advance(TimeSpan.Zero);
        return job;
    }
}
