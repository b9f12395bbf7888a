using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>Rules that nothing ever asked for: a mistyped name, as a rule. The logger is told when the manager ends.</summary>
[Trait("Decision", "D-37")]
public sealed class SimulatedNetworkRemarkTests : IDisposable
{
    private readonly FakeLogCollector _messages = new();
    private readonly LoggerFactory _loggers;

    public SimulatedNetworkRemarkTests() => _loggers = new LoggerFactory([new FakeLoggerProvider(_messages)]);

    private IEnumerable<string> Remarks => _messages.GetSnapshot().Where(message => message.Id.Id == 400).Select(message => message.Message);

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public void Dispose_RulesOfALocalSourceNothingEverAskedFor_AreToldAsWell()
    {
        BitsSimulation bits = Make();
        bits.Network.LocalSource(@"C:\depot\a.bin", 1).Fails(SimulatedFault.NoAnswer);

        bits.Dispose();

        Remarks.Should().ContainSingle().Which.Should().Contain("C:/depot/a.bin");
    }

    [Fact]
    public void Dispose_RulesNothingEverAskedFor_AreToldToTheLoggerOnceAndToNoLog()
    {
        BitsSimulation bits = Make();
        bits.Network.Host("cdn.exmaple").Fails(SimulatedFault.NoAnswer);
        bits.Network.Host("cdn.example").Resource("/b?sig=secret", 1).DropsAt(0);
        bits.Network.Host("cdn.example").Resource("/c", 1).ChangesAt(TimeSpan.FromDays(1), 2, DateTimeOffset.UnixEpoch);
        bits.Network.Host("cdn.example").Resource("/unscripted", 1);
        bits.Network.Host("unscripted.example").Resource("/d", 1);
        bits.Network.Host("cdn.example").Outage(TimeSpan.FromDays(1), TimeSpan.FromDays(2), SimulatedFault.NoAnswer);
        Resume(bits);
        Remarks.Should().BeEmpty("there is still time to ask");
        int events = bits.EventLog.Events.Count;

        bits.Dispose();
        bits.Dispose();

        Remarks.Should().HaveCount(3).And.OnlyContain(remark => !remark.Contains("secret"));
        Remarks.Should().ContainSingle(remark => remark.Contains("cdn.exmaple")).And.ContainSingle(remark => remark.Contains("/b?...")).And.ContainSingle(remark => remark.Contains("/c of cdn.example"));
        bits.EventLog.Events.Should().HaveCount(events);
    }

    [Fact]
    public void Dispose_NetworkOfSeveralManagers_TheLastOneTellsIt()
    {
        BitsSimulation bits = Make();
        bits.Network.Host("cdn.example").Fails(SimulatedFault.NoAnswer);
        BitsSimulation other = new(options => (options.Transport, options.LoggerFactory) = (bits.Network, _loggers), bits.Clock);

        bits.Dispose();
        Remarks.Should().BeEmpty();
        other.Dispose();

        Remarks.Should().ContainSingle();
    }

    [Fact]
    public void Dispose_VeryManyRules_AreToldInTenAndANumber()
    {
        BitsSimulation bits = Make();
        for (int i = 0; i < 1000; i++)
        {
            bits.Network.Host($"h{i}.example").Fails(SimulatedFault.NoAnswer);
        }

        bits.Dispose();

        Remarks.Should().HaveCount(11).And.EndWith("And 990 more hosts and files with rules of the script that nothing ever asked for.");
    }

    private BitsSimulation Make() => new(options => options.LoggerFactory = _loggers);

    private static void Resume(BitsSimulation bits)
    {
        bits.Network.Host("cdn.example").Resource("/a", 1).Fails(SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("https://cdn.example/a", "/a");
        job.Resume();
        bits.Clock.Advance(TimeSpan.Zero);
    }
}
