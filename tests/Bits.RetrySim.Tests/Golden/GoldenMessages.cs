using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Bits.RetrySim.Tests;

/// <summary>Log messages, in order for each job; those of none stand under 0.</summary>
internal sealed class GoldenMessages(GoldenEdition edition) : ILoggerFactory, ILogger
{
    private readonly SortedDictionary<int, StringBuilder> _jobs = [];

    public override string ToString() => string.Concat(_jobs.Values);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!edition.Knows(formatter(state, exception)))
        {
            return;
        }

        int job = state is IReadOnlyList<KeyValuePair<string, object?>> values && values.FirstOrDefault(value => value.Key == "Job").Value is int number
            ? number
            : 0;
        if (!_jobs.TryGetValue(job, out StringBuilder? lines))
        {
            _jobs.Add(job, lines = new StringBuilder());
        }

        string failure = exception is null ? "" : string.Create(CultureInfo.InvariantCulture, $" ({exception.GetType().Name} 0x{exception.HResult:X8})");
        lines.Append(CultureInfo.InvariantCulture, $"job {job:D4}  {eventId.Id} {eventId.Name} {logLevel} {formatter(state, exception)}{failure}").Append('\n');
    }

    public void Dispose()
    {
    }
}
