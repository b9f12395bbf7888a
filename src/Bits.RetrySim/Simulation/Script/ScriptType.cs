using System.Text.Json;

namespace Bits.RetrySim;

/// <summary>A kind of value in scripts: how it is written, as the documentation and the JSON Schema say it.</summary>
/// <param name="text">How it is written, for the documentation.</param>
internal abstract class ScriptType(string text)
{
    internal string Text { get; } = text;

    /// <summary>The object, if it is one, and those that values of this kind consist of.</summary>
    internal virtual IEnumerable<IScriptObject> Objects => [];

    /// <summary>Writes the members of the schema, within an object that is open.</summary>
    internal abstract void WriteSchema(Utf8JsonWriter writer);
}

/// <summary>A kind of value in scripts, and how it is read.</summary>
internal abstract class ScriptType<T>(string text) : ScriptType(text)
{
    /// <exception cref="SimulationScriptException">This is no such value.</exception>
    internal abstract T Read(SimulationScriptNode node);
}

/// <summary>A single value.</summary>
/// <param name="text">How it is written.</param>
/// <param name="read">Reads it, or throws what is wrong.</param>
/// <param name="schema">Writes the members of its schema.</param>
internal sealed class ScriptValue<T>(string text, Func<SimulationScriptNode, T> read, Action<Utf8JsonWriter> schema) : ScriptType<T>(text)
{
    internal override T Read(SimulationScriptNode node) => read(node);

    internal override void WriteSchema(Utf8JsonWriter writer) => schema(writer);
}
