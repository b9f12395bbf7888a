using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace Bits.RetrySim.Tool.Tests;

/// <summary>The line that shows how far a simulation has come.</summary>
public sealed class ProgressLineTests : IDisposable
{
    private readonly StringWriter _written = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Report_WithinHalfASecond_ShowsNothing()
    {
        using (ProgressLine line = new(new FakeTerminal(_written), _time))
        {
            line.Begin("dead-origin");
            line.Report(TimeSpan.FromDays(3));
            _time.Advance(TimeSpan.FromMilliseconds(499));
            line.Report(TimeSpan.FromDays(4));
        }

        _written.ToString().Should().BeEmpty();
    }

    [Fact]
    public void Report_Later_ShowsHowFarItIsAndWipesItOutAtTheEnd()
    {
        using (ProgressLine line = new(new FakeTerminal(_written), _time))
        {
            line.Begin("dead-origin");
            _time.Advance(TimeSpan.FromMilliseconds(500));
            line.Report(new TimeSpan(3, 4, 5, 6));
        }

        _written.ToString().Should().Be($"\r{"Simulating dead-origin: 3 d 4 h so far",-79}\r{"",-79}\r");
    }

    [Fact]
    public void Report_AtOnceAgain_DoesNotWriteTwice()
    {
        using ProgressLine line = new(new FakeTerminal(_written), _time);
        _time.Advance(TimeSpan.FromSeconds(1));
        line.Report(TimeSpan.FromDays(1));
        int length = _written.ToString().Length;

        _time.Advance(TimeSpan.FromMilliseconds(99));
        line.Report(TimeSpan.FromDays(2));
        _written.ToString().Should().HaveLength(length);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        line.Report(TimeSpan.FromDays(3));
        _written.ToString().Should().HaveLength(2 * length).And.Contain("3 d so far");
    }

    [Fact]
    public void Report_LongerThanTheLine_IsCut()
    {
        using ProgressLine line = new(new FakeTerminal(_written), _time);
        line.Begin(new string('x', 100));
        _time.Advance(TimeSpan.FromSeconds(1));
        line.Report(TimeSpan.Zero);

        _written.ToString().Should().Be("\rSimulating " + new string('x', 68));
    }

    [Fact]
    public void Report_WithoutATerminal_ShowsNothing()
    {
        using (ProgressLine line = new(new AnsiConsoleOutput(_written), _time))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            line.Report(TimeSpan.FromDays(1));
        }

        _written.ToString().Should().BeEmpty();
    }

    public void Dispose() => _written.Dispose();
}
