using System.Net.NetworkInformation;

namespace Bits.RetrySim.Tests;

/// <summary>A manager follows the network of its machine.</summary>
public sealed class MachineNetworkTests : IDisposable
{
    private readonly BitsSimulation _bits = new(options => options.RecordEvents = true);
    private readonly Adapters _adapters = new() { Up = "eth0 10.0.0.2" };
    private readonly BackgroundCopyJob _job;

    public MachineNetworkTests()
    {
        _bits.Network.Host("cdn.example").Fails(503);
        _job = _bits.Manager.CreateJob("update");
        _job.AddFile("https://cdn.example/app.zip", @"C:\app.zip");
    }

    public void Dispose() => _bits.Dispose();

    [Fact]
    [Trait("Rule", "NET-1")]
    public void Follow_NoNetwork_JobsWaitForIt()
    {
        _adapters.Up = null;
        using MachineNetwork network = MachineNetwork.Follow(_bits.Manager, _adapters);

        _bits.Manager.Environment.NetworkAvailable.Should().BeFalse();
    }

    [Fact]
    [Trait("Rule", "NET-1")]
    public void Follow_NetworkGoesAndComes_IsSetTwoSecondsLater()
    {
        using MachineNetwork network = MachineNetwork.Follow(_bits.Manager, _adapters);
        _adapters.Become(null);
        _bits.Clock.Advance(TimeSpan.FromSeconds(1.9));
        _bits.Environment.NetworkAvailable.Should().BeTrue();
        _bits.Clock.Advance(TimeSpan.FromSeconds(0.1));
        _bits.Environment.NetworkAvailable.Should().BeFalse();

        _adapters.Become("eth0 10.0.0.2");
        _bits.Clock.Advance(TimeSpan.FromSeconds(2));

        _bits.Environment.NetworkAvailable.Should().BeTrue();
    }

    [Fact]
    [Trait("Rule", "NET-11")]
    public void Follow_ManyChangesAtOnce_AreOneChange()
    {
        using MachineNetwork network = MachineNetwork.Follow(_bits.Manager, _adapters);
        _job.Resume();
        _bits.Clock.Advance(TimeSpan.FromMinutes(1));
        int before = _job.ErrorCount;
        for (int change = 0; change < 50; change++)
        {
            _adapters.Become($"eth0 10.0.0.{change + 10}");
        }

        _bits.Clock.Advance(TimeSpan.FromSeconds(10));

        (_job.ErrorCount - before).Should().Be(1, "all waiting jobs are tried once after a change");
    }

    [Fact]
    [Trait("Rule", "NET-11")]
    public void Follow_NothingHasChangedAfterAll_NothingIsTried()
    {
        using MachineNetwork network = MachineNetwork.Follow(_bits.Manager, _adapters);
        _job.Resume();
        _bits.Clock.Advance(TimeSpan.FromMinutes(1));
        int before = _job.ErrorCount;
        _adapters.Become(null);
        _adapters.Become("eth0 10.0.0.2");

        _bits.Clock.Advance(TimeSpan.FromSeconds(10));

        (_job.ErrorCount, _bits.Environment.NetworkAvailable).Should().Be((before, true));
    }

    [Fact]
    public void Dispose_WhileAChangeSettles_NothingFollows()
    {
        using (MachineNetwork network = MachineNetwork.Follow(_bits.Manager, _adapters))
        {
            _adapters.Become(null);
        }

        _bits.Clock.Advance(TimeSpan.FromSeconds(10));

        (_bits.Environment.NetworkAvailable, _adapters.IsHeard).Should().Be((true, false));
    }

    [Fact]
    public void Settle_ManagerHasEnded_IsHarmless()
    {
        using MachineNetwork network = MachineNetwork.Follow(_bits.Manager, _adapters);
        _adapters.Become(null);
        _bits.Manager.Dispose();

        _bits.Clock.Invoking(clock => clock.Advance(TimeSpan.FromSeconds(10))).Should().NotThrow();
    }

    [Fact]
    [Trait("Rule", "NET-11")]
    public void Settle_AdaptersCannotBeRead_LooksAgain()
    {
        using MachineNetwork network = MachineNetwork.Follow(_bits.Manager, _adapters);
        _adapters.Become(null);
        _adapters.Failures = 1;
        _bits.Clock.Advance(MachineNetwork.SettlingTime);
        _bits.Environment.NetworkAvailable.Should().BeTrue("nobody knows");

        _bits.Clock.Advance(MachineNetwork.SettlingTime);

        _bits.Environment.NetworkAvailable.Should().BeFalse();
    }

    [Fact]
    public void Follow_ManagerThatHasEnded_HearsNothing()
    {
        _bits.Manager.Dispose();

        _bits.Invoking(bits => MachineNetwork.Follow(bits.Manager, _adapters)).Should().Throw<ObjectDisposedException>();

        _adapters.IsHeard.Should().BeFalse();
    }

    [Fact]
    public void Follow_ThisMachine_ReadsItsAdapters()
    {
        NetworkAdapters adapters = new();

        using MachineNetwork network = MachineNetwork.Follow(_bits.Manager);

        _bits.Environment.NetworkAvailable.Should().Be(adapters.Read() is not null);
    }

    [Theory]
    [InlineData(NetworkInterfaceType.Ethernet, "eth0", "eth0", true)]
    [InlineData(NetworkInterfaceType.Wireless80211, "Wi-Fi", "Intel(R) Wi-Fi 6", true)]
    [InlineData(NetworkInterfaceType.Loopback, "lo", "lo", false)]
    [InlineData(NetworkInterfaceType.Tunnel, "Teredo", "Teredo", false)]
    [InlineData(NetworkInterfaceType.Ethernet, "docker0", "docker0", false)]
    [InlineData(NetworkInterfaceType.Ethernet, "vEthernet (WSL)", "Hyper-V Virtual Ethernet Adapter", false)]
    [InlineData(NetworkInterfaceType.Ethernet, "Ethernet 2", "VirtualBox Host-Only Ethernet Adapter", false)]
    public void IsReal_Adapter_LeadsOutOfTheMachineOrNot(NetworkInterfaceType type, string name, string description, bool expected) =>
        NetworkAdapters.IsReal(type, name, description).Should().Be(expected);

    private sealed class Adapters : INetworkAdapters
    {
        private Action? _changed;

        public event Action Changed
        {
            add => _changed += value;
            remove => _changed -= value;
        }

        internal string? Up { get; set; }

        internal bool IsHeard => _changed is not null;

        internal int Failures { get; set; }

        public string? Read() => Failures-- > 0 ? throw new NetworkInformationException() : Up;

        internal void Become(string? up)
        {
            Up = up;
            _changed?.Invoke();
        }
    }
}
