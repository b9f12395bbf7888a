using System.Diagnostics;
using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>A process of the program that is killed: by whoever brings it the event that was drawn, there and then.</summary>
internal sealed class KilledProcess : IDisposable
{
    private readonly object _gate = new();
    private readonly Process _process;
    private readonly KillEvent _what;
    private readonly List<string> _lines = [];
    private readonly TaskCompletionSource _killed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _left;

    internal KilledProcess(KillEvent what, long count, params object[] arguments)
    {
        (_what, _left) = (what, count);
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Bits.RetrySim.KillChild.dll"));
        foreach (object argument in arguments)
        {
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        }

        _process = Process.Start(start)!;
    }

    internal bool WasKilled => _killed.Task.IsCompleted;

    /// <summary>Whether it was a byte that it was killed after.</summary>
    internal bool IsSending { get; private set; }

    /// <summary>A transfer stalls: nothing may happen any more that it could be killed after.</summary>
    internal void Stall()
    {
        lock (_gate)
        {
            Kill();
        }
    }

    /// <summary>So many of an event have happened.</summary>
    internal void Count(KillEvent what, long count)
    {
        lock (_gate)
        {
            if (what != _what || WasKilled)
            {
                return;
            }

            _left -= count;
            if (_left <= 0)
            {
                IsSending = what == KillEvent.Byte;
                Kill();
            }
        }
    }

    /// <summary>Waits until it is killed, or has done all it had to do.</summary>
    /// <returns>What it has said.</returns>
    internal async Task<IReadOnlyList<string>> EndAsync()
    {
        Task<string> errors = _process.StandardError.ReadToEndAsync();
        Task reading = Task.Run(ReadAsync);
        await reading.Within();
        await _process.WaitForExitAsync().Within();
        if (!WasKilled)
        {
            (_process.ExitCode, await errors).Should().Be((0, ""));
        }

        return _lines;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            line.Should().NotStartWith("error ", "no fault of these is fatal");
            _lines.Add(line);
            if (EventOf(line) is { } what)
            {
                Count(what, 1);
            }
        }
    }

    private void Kill()
    {
        if (_killed.TrySetResult())
        {
            _process.Kill();
        }
    }

    private static KillEvent? EventOf(string line) => line.Split(' ')[0] switch
    {
        "made" => KillEvent.Made,
        "committing" => KillEvent.Committing,
        "committed" => KillEvent.Committed,
        "transferred" => KillEvent.Transferred,
        _ => null,
    };
}
