using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Bits.RetrySim;

/// <summary>
/// The instruments of one meter, shared by all managers that report to it. Tags are few and of few values: a state, a priority, where an
/// error arose; never a job, an address or a name.
/// </summary>
internal sealed class Telemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    internal const string Name = "Bits.RetrySim";

    internal const string StateTag = "bits.job.state";
    internal const string PreviousStateTag = "bits.job.state.previous";
    internal const string PriorityTag = "bits.job.priority";
    internal const string ErrorClassTag = "bits.error.class";
    internal const string ErrorContextTag = "bits.error.context";
    internal const string CallbackTag = "bits.callback";
    internal const string AcknowledgedTag = "bits.callback.acknowledged";

    private static readonly Telemetry Shared = new(new Meter(Name, Version));
    private static readonly ConditionalWeakTable<Meter, Telemetry> ByMeter = [];

    private readonly ConditionalWeakTable<Journal, Telemetry> _journals = [];
    private readonly Counter<long> _transitions;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _retries;
    private readonly Histogram<double> _retryDelay;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _transferDuration;
    private readonly Histogram<double> _callbackDuration;

    private Telemetry(Meter meter)
    {
        _transitions = meter.CreateCounter<long>("bits.job.transitions", "{transition}", "Changes of state.");
        _attempts = meter.CreateCounter<long>("bits.job.attempts", "{attempt}", "Attempts to transfer that were started.");
        _retries = meter.CreateCounter<long>("bits.retry.scheduled", "{retry}", "Failed attempts after which another one was planned.");
        _retryDelay = meter.CreateHistogram<double>("bits.retry.delay", "s", "Time from a failed attempt to the one planned after it.");
        _bytes = meter.CreateCounter<long>("bits.transfer.bytes", "By", "Bytes that arrived.");
        _transferDuration = meter.CreateHistogram<double>("bits.transfer.duration", "s", "Time for which a job transferred, until it was done, failed or was stopped.");
        _callbackDuration = meter.CreateHistogram<double>("bits.callback.duration", "s", "Time that a callback of a client took.");
        meter.CreateObservableUpDownCounter("bits.job.active", CountJobs, "{job}", "Jobs that have not ended.");
    }

    /// <summary>The version of the package.</summary>
    internal static string Version =>
        typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Whether anybody wants to hear of anything.</summary>
    internal bool IsListening => Measures || TimesCallbacks || AttemptTrace.Source.HasListeners();

    /// <summary>Whether anybody counts what the service reports.</summary>
    internal bool Measures =>
        _transitions.Enabled || _attempts.Enabled || _retries.Enabled || _retryDelay.Enabled || _bytes.Enabled || _transferDuration.Enabled;

    internal bool TimesCallbacks => _callbackDuration.Enabled;

    /// <summary>The instruments of a factory's meter, or those that managers without a factory share.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "A factory's meters are the factory's.")]
    internal static Telemetry For(IMeterFactory? factory)
    {
        if (factory is null)
        {
            return Shared;
        }

        Meter meter = factory.Create(Name, Version);
        lock (ByMeter)
        {
            return ByMeter.GetValue(meter, static added => new Telemetry(added));
        }
    }

    /// <summary>The jobs of this journal's manager count from now on, until it is closed or nobody holds it any more.</summary>
    internal void Add(Journal journal) => _journals.Add(journal, this);

    internal void Remove(Journal journal) => _journals.Remove(journal);

    internal void Count(StateChange change)
    {
        KeyValuePair<string, object?> priority = new(PriorityTag, change.Priority.ToString());
        if (change.EndsAttempt)
        {
            Record(change, priority);
        }

        if (!change.IsFailure)
        {
            _transitions.Add(1, new(StateTag, change.To.ToString()), new(PreviousStateTag, change.From.ToString()), priority);
            return;
        }

        KeyValuePair<string, object?> context = new(ErrorContextTag, change.Context.ToString());
        _transitions.Add(
            1,
            new(StateTag, change.To.ToString()),
            new(PreviousStateTag, change.From.ToString()),
            priority,
            new(ErrorClassTag, change.Class.ToString()),
            context);
        if (change.RetryIn is { } delay)
        {
            _retries.Add(1, priority, context);
            _retryDelay.Record(delay.TotalSeconds, priority, context);
        }
    }

    private void Record(StateChange end, KeyValuePair<string, object?> priority)
    {
        KeyValuePair<string, object?> state = new(StateTag, end.To.ToString());
        if (end.IsFailure)
        {
            _transferDuration.Record(end.Ran.TotalSeconds, priority, state, new(AttemptTrace.ErrorTag, ErrorText.Hex(end.HResult)));
        }
        else
        {
            _transferDuration.Record(end.Ran.TotalSeconds, priority, state);
        }
    }

    internal void Count(AttemptStart attempt) => _attempts.Add(1, new KeyValuePair<string, object?>(PriorityTag, attempt.Priority.ToString()));

    internal void CountBytes(long bytes, BackgroundCopyJobPriority priority) =>
        _bytes.Add(bytes, new KeyValuePair<string, object?>(PriorityTag, priority.ToString()));

    internal void Record(CallbackReturn callback) => _callbackDuration.Record(
        callback.Took.TotalSeconds, new(CallbackTag, callback.Kind.ToString()), new(AcknowledgedTag, callback.Succeeded));

    private List<Measurement<long>> CountJobs()
    {
        long[] jobs = new long[(int)BackgroundCopyJobState.Acknowledged];
        foreach ((Journal journal, _) in _journals)
        {
            journal.CountJobs(jobs);
        }

        return [.. jobs.Select((count, state) => new Measurement<long>(
            count, new KeyValuePair<string, object?>(StateTag, ((BackgroundCopyJobState)state).ToString())))];
    }
}
