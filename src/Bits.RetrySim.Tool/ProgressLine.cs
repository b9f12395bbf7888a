using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>
/// One line that tells whoever watches how far a long simulation has come, and is wiped out at its end. Short ones show nothing.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.1);

    private readonly IAnsiConsoleOutput _output;
    private readonly TimeProvider _time;
    private readonly long _start;
    private TimeSpan _next = Patience;
    private string _task = "";
    private bool _isShown;

    /// <param name="output">Where to; nothing is shown unless it is a terminal.</param>
    /// <param name="time">Real time.</param>
    internal ProgressLine(IAnsiConsoleOutput output, TimeProvider time)
    {
        _output = output;
        IsWatched = output.IsTerminal;
        _time = time;
        _start = time.GetTimestamp();
    }

    /// <summary>Whether anybody can see it.</summary>
    internal bool IsWatched { get; }

    /// <summary>What is simulated from now on.</summary>
    internal void Begin(string task) => _task = task;

    /// <summary>Tells how much time has been simulated. Cheap enough for every instant of a simulation.</summary>
    internal void Report(TimeSpan simulated)
    {
        if (!IsWatched)
        {
            return;
        }

        TimeSpan elapsed = _time.GetElapsedTime(_start);
        if (elapsed < _next)
        {
            return;
        }

        _next = elapsed + Interval;
        Show($"Simulating {_task}: {Durations.Text(TimeSpan.FromHours(Math.Floor(simulated.TotalHours)))} so far");
    }

    public void Dispose()
    {
        if (_isShown)
        {
            Show("");
            _output.Writer.Write('\r');
            _output.Writer.Flush();
        }
    }

    /// <summary>Blanks to the end of the line, not a control code, wipe out what was there.</summary>
    internal void Show(string text)
    {
        int room = Math.Max(0, _output.Width - 1);
        _output.Writer.Write('\r');
        _output.Writer.Write((text.Length > room ? text[..room] : text).PadRight(room));
        _output.Writer.Flush();
        _isShown = true;
    }
}
