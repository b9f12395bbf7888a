using Bits.RetrySim;
using Bits.RetrySim.Native;

namespace BitsClients;

/// <summary>What the numbers of the header mean.</summary>
public sealed class NativeSimulationTests
{
    [Theory]
    [InlineData(0, nameof(BitsEnvironment.NetworkAvailable))]
    [InlineData(1, nameof(BitsEnvironment.Standby))]
    [InlineData(2, nameof(BitsEnvironment.BatteryPolicyBlocks))]
    [InlineData(3, nameof(BitsEnvironment.BatterySaver))]
    [InlineData(4, nameof(BitsEnvironment.GameMode))]
    [InlineData(5, nameof(BitsEnvironment.BackgroundAccessBlocked))]
    [InlineData(6, nameof(BitsEnvironment.SystemPolicyBlocks))]
    public void SetCondition_OfANumber_ChangesThatOneAlone(int condition, string property)
    {
        using BitsSimulation bits = new();
        Dictionary<string, bool> before = Conditions(bits.Environment);

        new NativeSimulation(bits).SetCondition(condition, holds: true);
        Changed(before, bits.Environment).Should().Equal(property);

        new NativeSimulation(bits).SetCondition(condition, holds: false);
        Changed(before, bits.Environment).Should().BeEmpty();
    }

    [Fact]
    public void SetPolicy_OfANumber_ChangesThatValue()
    {
        using BitsSimulation bits = new();
        NativeSimulation native = new(bits);

        native.SetPolicy(0, 5);
        native.SetPolicy(1, 77);
        native.SetPolicy(2, 100);
        native.SetPolicy(3, 20);
        native.SetPolicy(4, 30);
        native.SetPolicy(5, 40);

        bits.Manager.Policy.Should().Be(new GroupPolicy
        {
            JobInactivityTimeout = TimeSpan.FromDays(5),
            MaxDownloadTime = TimeSpan.FromSeconds(77),
            MaxJobsPerMachine = 100,
            MaxJobsPerUser = 20,
            MaxFilesPerJob = 30,
            MaxRangesPerFile = 40,
        });
    }

    [Fact]
    public void Bandwidth_AndLatency_AreThoseOfTheLinkOrAHost()
    {
        using BitsSimulation bits = new();
        NativeSimulation native = new(bits);

        native.SetBandwidth(null, 1000);
        native.SetBandwidth("cdn.example", 500);
        native.SetLatency(null, 7);
        native.SetLatency("cdn.example", 9);

        (bits.Network.BitsPerSecond, bits.Network.Host("cdn.example").BitsPerSecond).Should().Be((1000, 500));
        (bits.Network.Latency.Ticks, bits.Network.Host("cdn.example").Latency!.Value.Ticks).Should().Be((7, 9));
        native.SetBandwidth("cdn.example", 0);
        native.SetBandwidth(null, 0);
        (bits.Network.BitsPerSecond, bits.Network.Host("cdn.example").BitsPerSecond).Should().Be((null, null));
    }

    [Fact]
    public void LogOff_OfNobody_IsTheOwnerOfTheManagersJobs()
    {
        using BitsSimulation bits = new();
        NativeSimulation native = new(bits);
        BackgroundCopyUser owner = bits.Manager.CreateJob("update").Owner;

        native.LogOff(null, 0);
        bits.Environment.IsLoggedOn(owner).Should().BeFalse();
        native.LogOn(null, 0);
        bits.Environment.IsLoggedOn(owner).Should().BeTrue();
        native.LogOff("root", 1);
        bits.Environment.IsLoggedOn(new BackgroundCopyUser("root", BackgroundCopyUserKind.Administrator)).Should().BeFalse();
    }

    [Fact]
    public void Sleep_OfTheMachineOfTheClientAndOfTheWall_AreThreeThings()
    {
        using BitsSimulation bits = new();
        NativeSimulation native = new(bits);
        DateTimeOffset start = bits.Clock.GetUtcNow();

        TimeSpan ranAt = TimeSpan.Zero;
        bits.At(TimeSpan.FromMinutes(30), () => ranAt = bits.Clock.Elapsed);

        native.Sleep(1500);
        native.SleepMachine(TimeSpan.TicksPerHour);
        native.StepSystemTime(-TimeSpan.TicksPerDay);

        ranAt.Ticks.Should().Be(native.Elapsed, "it was due while the machine slept");
        native.Elapsed.Should().Be(TimeSpan.FromMilliseconds(1500).Ticks + TimeSpan.TicksPerHour);
        bits.Clock.GetUtcNow().Should().Be(start + TimeSpan.FromMilliseconds(1500) + TimeSpan.FromHours(1) - TimeSpan.FromDays(1));
    }

    [Fact]
    public void SetCost_AndChangesOfTheNetwork_ReachTheJobs()
    {
        using BitsSimulation bits = new();
        NativeSimulation native = new(bits);

        native.SetCost(0x80);
        native.ChangeNetwork();
        native.RestartService();

        bits.Environment.CostState.Should().Be(BackgroundCopyCostStates.Roaming);
        native.EventLog.Should().Be(Written(bits.EventLog.WriteTo)).And.Contain("Roaming");
        native.Report.Should().Be(Written(bits.WriteTo));
    }

    private static string Written(Action<TextWriter> write)
    {
        using StringWriter text = new();
        write(text);
        return text.ToString();
    }

    private static Dictionary<string, bool> Conditions(BitsEnvironment environment) => typeof(BitsEnvironment).GetProperties()
        .Where(static property => property.PropertyType == typeof(bool)).ToDictionary(static property => property.Name, property => (bool)property.GetValue(environment)!);

    private static IEnumerable<string> Changed(Dictionary<string, bool> before, BitsEnvironment environment) =>
        Conditions(environment).Where(now => before[now.Key] != now.Value).Select(static now => now.Key);
}
