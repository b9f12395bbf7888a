using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bits.RetrySim.Tests;

/// <summary>
/// A recorded run of real BITS in the format bits-field-trace/1: when Windows started attempts, what became of them, and what happened around
/// them. Instants are milliseconds since the first job was created; delays and timeouts are seconds.
/// </summary>
internal sealed record FieldTrace
{
    private const string Folder = "field/";

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
#if !NET8_0 // which has none of these; the files are the same
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
#endif
    };

    public required string Format { get; init; }

    public required string Id { get; init; }

    /// <summary>The log from which the instants were taken.</summary>
    public required FieldSource Source { get; init; }

    public required IReadOnlyList<string> Phenomena { get; init; }

    /// <summary>"firm", or "weak" if what the trace shows has another explanation.</summary>
    public required string Strength { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Up to here the jobs are known to have had no other attempts.</summary>
    public required long ObservedUntil { get; init; }

    public required IReadOnlyList<FieldEvent> Environment { get; init; }

    public required IReadOnlyList<FieldJob> Jobs { get; init; }

    /// <summary>The names of the traces that the test assembly carries.</summary>
    internal static IEnumerable<string> Names => typeof(FieldTrace).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Select(name => name[Folder.Length..])
        .Order(StringComparer.Ordinal);

    /// <summary>Reads one of <see cref="Names"/>.</summary>
    internal static FieldTrace Named(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name)
            ?? throw new FileNotFoundException($"There is no trace {name}.");
        using StreamReader reader = new(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>Reads a file.</summary>
    internal static FieldTrace Load(string path) => Parse(File.ReadAllText(path));

    /// <summary>Reads a text. What the format does not know, or what cannot have happened, is refused.</summary>
    /// <exception cref="FormatException">The text is no trace.</exception>
    internal static FieldTrace Parse(string text)
    {
        try
        {
            FieldTrace trace = JsonSerializer.Deserialize<FieldTrace>(text, Strict) ?? throw new FormatException("A trace is an object.");
            FieldTraceCheck.Require(trace);
            return trace;
        }
        catch (JsonException wrong)
        {
            throw new FormatException(wrong.Message, wrong);
        }
    }
}

/// <summary>Where a trace comes from.</summary>
internal sealed record FieldSource
{
    public required string Repository { get; init; }

    public required string File { get; init; }

    /// <summary>The first and the last record number.</summary>
    public required IReadOnlyList<long> Records { get; init; }
}

/// <summary>Something that happened around the jobs.</summary>
internal sealed record FieldEvent
{
    public required long At { get; init; }

    public required string Event { get; init; }

    public string? Basis { get; init; }
}

/// <summary>A job.</summary>
internal sealed record FieldJob
{
    public required int Job { get; init; }

    public required string Priority { get; init; }

    /// <summary>Nothing that a replay can see depends on it, except that such a job is not there any more after a restart (PROG-8).</summary>
    public bool HighPerformance { get; init; }

    /// <summary>The log says that the transfer began before the server was asked: a failure to connect is one after the answer (RETRY-28).</summary>
    public bool DynamicContent { get; init; }

    public required long Created { get; init; }

    public required uint MinimumRetryDelay { get; init; }

    public required uint NoProgressTimeout { get; init; }

    public string? SettingsBasis { get; init; }

    /// <summary>Bytes of its one file; null if never told.</summary>
    public required long? Size { get; init; }

    public required IReadOnlyList<FieldAttempt> Attempts { get; init; }

    public required IReadOnlyList<FieldCall> Calls { get; init; }

    public required IReadOnlyList<FieldState> States { get; init; }
}

/// <summary>A call of the client.</summary>
internal sealed record FieldCall
{
    public required long At { get; init; }

    public required string Call { get; init; }

    public string? Basis { get; init; }
}

/// <summary>A state that the job must have been in.</summary>
internal sealed record FieldState
{
    public required long At { get; init; }

    public required string State { get; init; }

    public string? Basis { get; init; }

    internal BackgroundCopyJobState Value => Enum.Parse<BackgroundCopyJobState>(State);
}
