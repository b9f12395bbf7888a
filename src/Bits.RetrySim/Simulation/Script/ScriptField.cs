namespace Bits.RetrySim;

/// <summary>A field that an object of a script can have: all that parser, messages, documentation and schema say of it.</summary>
/// <param name="name">Its name.</param>
/// <param name="type">The kind of its value.</param>
/// <param name="text">What it says; of one that is required also what is expected where it is missing.</param>
internal abstract class ScriptField(string name, ScriptType type, string text)
{
    internal string Name { get; } = name;

    internal ScriptType Type { get; } = type;

    internal string Text { get; } = text;

    internal bool IsRequired { get; init; }

    /// <summary>What holds where it is left out; for the documentation.</summary>
    internal string Default { get; init; } = "";
}

/// <inheritdoc/>
internal sealed class ScriptField<T>(string name, ScriptType<T> type, string text) : ScriptField(name, type, text)
{
    internal T Read(SimulationScriptNode node) => type.Read(node);
}
