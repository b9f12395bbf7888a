namespace Bits.RetrySim.Tests;

/// <summary>
/// One corpus: what the scripts left behind under certain readings, when its files were made. That of version 0.1 is never made anew; it shows that
/// <see cref="BitsReadings.V0_1"/> is what it says.
/// </summary>
internal sealed class GoldenEdition
{
    private static readonly string[] NewTexts =
        ["has the local name of file", "The client has resumed the job", "The minimum notification interval is 0", "Nothing ever asked"];

    private readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<GoldenScript>>> _groups;

    private GoldenEdition() => _groups = new(() => GoldenScripts.All(this)
        .Select(script => script with { Setup = script.Setup with { Edition = this } })
        .GroupBy(script => script.Group)
        .ToDictionary(group => group.Key, IReadOnlyList<GoldenScript> (group) => [.. group]));

    /// <summary>Under the default readings.</summary>
    internal static GoldenEdition Present { get; } = new() { Folder = "Present", Commit = "d9fcf9a", Readings = static () => new BitsReadings() };

    /// <summary>Under the readings of version 0.1, in its scripts and its events.</summary>
    internal static GoldenEdition V0_1 { get; } = new() { Folder = "V0_1", Commit = "7a1f4ee", Readings = BitsReadings.V0_1, IsAsBefore = true };

    /// <summary>Where its files are.</summary>
    internal required string Folder { get; init; }

    /// <summary>The commit whose library made the files, or on which the change was built that did. Who makes them anew says so here.</summary>
    internal required string Commit { get; init; }

    /// <summary>Makes the readings under which its scripts are played.</summary>
    internal required Func<BitsReadings> Readings { get; init; }

    /// <summary>Whether scripts and events know only what version 0.1 knew.</summary>
    internal bool IsAsBefore { get; private init; }

    /// <summary>Its scripts by group, in the order in which they are kept.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<GoldenScript>> Groups => _groups.Value;

    /// <summary>Whether an event is of a kind that its files know.</summary>
    internal bool Knows(JobEvent entry) =>
        !IsAsBefore || entry.Kind is not (JobEventKind.Retry or JobEventKind.FileRestarted) && Knows(entry.Hint);

    /// <summary>Whether what is made now is comparable: pictures are drawn otherwise than in version 0.1.</summary>
    internal bool Compares(string artefact) => !IsAsBefore || artefact != GoldenArtefact.Svg;

    /// <summary>Whether its files know such a warning.</summary>
    internal bool Knows(SettingsWarningKind warning) => !IsAsBefore || warning != SettingsWarningKind.NotificationIntervalZero;

    /// <summary>Whether its files know such a hint, or message to a logger.</summary>
    internal bool Knows(string text) => !IsAsBefore || !Array.Exists(NewTexts, later => text.Contains(later, StringComparison.Ordinal));
}
