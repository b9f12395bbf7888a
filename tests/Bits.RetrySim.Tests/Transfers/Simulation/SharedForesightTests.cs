namespace Bits.RetrySim.Tests;

/// <summary>Failures that are foretold on a network of several managers, which may run on several threads.</summary>
[Trait("Decision", "D-46")]
public sealed class SharedForesightTests
{
    private readonly SimulatedNetwork _network = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void FailsAtOnce_TwoManagersAndARuleForOneRequest_NobodyForetellsANumberThatAnotherMayTake(int scope)
    {
        SimulatedResource resource = _network.Host("h").Resource("/f", 10);
        (TransferHandle one, TransferHandle other) = (Begin(), Begin());
        _ = scope switch
        {
            0 => (object)_network.OnRequest(3, SimulatedFault.HttpStatus(503)),
            1 => _network.Host("h").OnRequest(3, SimulatedFault.HttpStatus(503)),
            _ => resource.OnRequest(3, SimulatedFault.HttpStatus(503)),
        };

        bool both = one.FailsAtOnce(0, out _) && other.FailsAtOnce(0, out _);

        both.Should().BeFalse("only one of them has the third request");
    }

    [Fact]
    public void FailsAtOnce_TwoManagersAndRulesWithoutNumbers_IsForetold()
    {
        _network.Host("h").Resource("/f", 10);
        (TransferHandle one, TransferHandle other) = (Begin(), Begin());
        _network.Host("h").Fails(SimulatedFault.HttpStatus(503));

        (one.FailsAtOnce(0, out _), other.FailsAtOnce(0, out _)).Should().Be((true, true));
    }

    [Fact]
    public void FailsAtOnce_OneManagerAndARuleForOneRequest_IsForetold()
    {
        _network.Host("h").Resource("/f", 10);
        TransferHandle only = Begin();
        _network.OnRequest(2, SimulatedFault.HttpStatus(503));

        only.FailsAtOnce(0, out int hresult).Should().BeTrue();
        hresult.Should().Be(HResults.BG_E_HTTP_ERROR_503);
    }

    /// <summary>The handle of a manager of its own, which has made one attempt.</summary>
    private TransferHandle Begin()
    {
        TransferHandle handle = _network.Connect(new QuietHost(), TimeProvider.System, origin: 0).Open();
        handle.Start(new TransferOrder(0, 1, 1, Foreground: true, "http://h/f", "/f", 0, FileVersion.Unknown, TransferSettings.Default));
        handle.Stop(0);
        return handle;
    }

    private sealed class QuietHost : ITransferHost
    {
        public void Schedule(TransferHandle handle, int generation, in ByteFlow flow, long instant, in TransferReport report)
        {
        }

        public void Push(TransferHandle handle, int generation, in TransferReport report) => throw new InvalidOperationException();

        public void Refresh()
        {
        }

        public void Stir()
        {
        }

        public void Hint(int jobNumber, string text)
        {
        }

        void ITransferHost.Remark(string text)
        {
        }

        FileTarget? ITransferHost.TargetOf(TransferHandle handle, int generation) => null;
    }
}
