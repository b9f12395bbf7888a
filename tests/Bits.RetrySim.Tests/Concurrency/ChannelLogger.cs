using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Bits.RetrySim.Tests;

/// <summary>A logger that hands its messages to the test, or throws instead.</summary>
internal sealed class ChannelLogger : ILoggerFactory, ILogger
{
    private readonly Channel<(string Name, LogLevel Level, string Text)> _messages = Channel.CreateUnbounded<(string, LogLevel, string)>();

    /// <summary>What each message throws; null: nothing.</summary>
    internal Exception? Throws { get; set; }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose() => _messages.Writer.TryComplete();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _messages.Writer.TryWrite((eventId.Name!, logLevel, formatter(state, exception)));
        if (Throws is not null)
        {
            throw Throws;
        }
    }

    /// <summary>Waits for a message of this name.</summary>
    internal async Task<(string Name, LogLevel Level, string Text)> WaitForAsync(string name)
    {
        while (true)
        {
            (string Name, LogLevel Level, string Text) message = await _messages.Reader.ReadAsync().AsTask().Within();
            if (message.Name == name)
            {
                return message;
            }
        }
    }
}
