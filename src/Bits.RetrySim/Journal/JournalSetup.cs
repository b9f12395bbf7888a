using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Bits.RetrySim;

/// <summary>Whom a <see cref="Journal"/> tells.</summary>
/// <param name="Log">The event log; it may be shared with others, and may keep nothing.</param>
/// <param name="Loggers">Where log messages go; null: nowhere.</param>
/// <param name="Meters">Where the meter comes from; null: from the one that managers without a factory share.</param>
/// <param name="Classifier">Tells what becomes of a job with an error.</param>
internal readonly record struct JournalSetup(EventLog Log, ILoggerFactory? Loggers, IMeterFactory? Meters, ErrorClassifier Classifier);
