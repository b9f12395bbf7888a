namespace Bits.RetrySim;

/// <summary>A manager of a script, with all that is its own.</summary>
internal sealed record ScriptMachine
{
    /// <summary>What it is called; null: it has no name.</summary>
    internal string? Name { get; init; }

    /// <summary>A network of its own; null: that of the script.</summary>
    internal SimulationScriptNetwork? Network { get; init; }

    internal GroupPolicy? Policy { get; init; }

    internal Func<BitsReadings>? Readings { get; init; }

    internal IReadOnlyList<(int Code, ErrorClass Class)> Classification { get; init; } = [];

    internal BackgroundCopyUser? Owner { get; init; }

    /// <summary>Users by their names, who log on and off.</summary>
    internal IReadOnlyDictionary<string, BackgroundCopyUser> Users { get; init; } = new Dictionary<string, BackgroundCopyUser>();

    internal IReadOnlyList<ScriptStep<SimulatedFiles>> LocalFiles { get; init; } = [];

    internal IReadOnlyList<(SimulationScriptNode Node, SimulationScriptChange Change)> Environment { get; init; } = [];

    internal IReadOnlyList<SimulationScriptJob> Jobs { get; init; } = [];

    internal void ApplyTo(BackgroundCopyManagerOptions options)
    {
        options.Policy = Policy ?? options.Policy;
        options.DefaultOwner = Owner ?? options.DefaultOwner;
        options.Wording = Wording.Json;
        options.Readings = Readings?.Invoke() ?? options.Readings;
        foreach ((int code, ErrorClass errorClass) in Classification)
        {
            options.Classification.Override(code, errorClass);
        }
    }
}
