using System.Text.Json;

namespace Bits.RetrySim;

/// <summary>An object of a script whose fields are all known ones, while something is made of it.</summary>
internal sealed class ScriptValues
{
    /// <summary>Longer than any known name; of a longer one the beginning says which is meant, if any.</summary>
    private const int LongestCompared = 64;

    private readonly HashSet<ScriptField> _read = [];
    private readonly IReadOnlyList<ScriptField> _known;

    /// <exception cref="SimulationScriptException">This is no object, or has a field that is not known.</exception>
    internal ScriptValues(SimulationScriptNode node, IReadOnlyList<ScriptField> known)
    {
        if (node.Kind != JsonTokenType.StartObject)
        {
            throw node.WrongKind("an object");
        }

        foreach ((string name, SimulationScriptNode value) in node.Members)
        {
            if (!known.Any(field => field.Name == name))
            {
                throw value.Wrong(
                    $"a known field, such as \"{Nearest(name, known)}\" (known here are {string.Join(", ", known.Select(field => field.Name))})", found: null, inner: null);
            }
        }

        (Node, _known) = (node, known);
    }

    internal SimulationScriptNode Node { get; }

    /// <summary>The value of a field as it stands there; null when the script leaves it out or says <c>null</c>.</summary>
    internal SimulationScriptNode? NodeOf(ScriptField field)
    {
        foreach ((string name, SimulationScriptNode value) in Node.Members)
        {
            if (name == field.Name)
            {
                return value.Kind == JsonTokenType.Null ? null : value;
            }
        }

        return null;
    }

    internal bool Has(ScriptField field) => NodeOf(field) is not null;

    /// <summary>Whether the field is there, and what it says.</summary>
    internal bool TryGet<T>(ScriptField<T> field, out T value)
    {
        _read.Add(field);
        if (NodeOf(field) is { } node)
        {
            value = field.Read(node);
            return true;
        }

        value = default!;
        return field.IsRequired ? throw Node.Lacks(field.Name, field.Text) : false;
    }

    /// <summary>What a field says that is required, or whose default is that of its type.</summary>
    internal T Get<T>(ScriptField<T> field) => TryGet(field, out T value) ? value : default!;

    /// <summary>What a field says, or something else where it is left out.</summary>
    internal T Get<T>(ScriptField<T> field, T otherwise) => TryGet(field, out T value) ? value : otherwise;

    internal T? Maybe<T>(ScriptField<T> field)
        where T : struct =>
        TryGet(field, out T value) ? value : null;

    internal IReadOnlyList<T> List<T>(ScriptField<IReadOnlyList<T>> field) => TryGet(field, out IReadOnlyList<T> list) ? list : [];

    /// <summary>The one of some fields that is there, if any.</summary>
    /// <exception cref="SimulationScriptException">There are several.</exception>
    internal ScriptField? OnlyOne(string expected, params ReadOnlySpan<ScriptField> fields)
    {
        List<ScriptField> present = [];
        foreach (ScriptField field in fields)
        {
            if (Has(field))
            {
                present.Add(field);
            }
        }

        return present.Count <= 1 ? present.FirstOrDefault() : throw Node.Wrong(expected, string.Join(" and ", present.Select(field => field.Name)), inner: null);
    }

    /// <summary>Refuses fields that do not go with others that are there.</summary>
    internal void Exclude(string why, params ReadOnlySpan<ScriptField> fields)
    {
        foreach (ScriptField field in fields)
        {
            _read.Add(field);
            if (NodeOf(field) is { } node)
            {
                throw node.Wrong($"no such field here ({why})");
            }
        }
    }

    /// <summary>A mistake of this library: a field that is accepted and then ignored.</summary>
    internal void RequireAllRead(string name)
    {
        if (_known.FirstOrDefault(field => Has(field) && !_read.Contains(field)) is { } field)
        {
            throw new InvalidOperationException($"Nothing reads the field {field.Name} of {name}.");
        }
    }

    /// <summary>The known name that takes the fewest changes of letters.</summary>
    private static string Nearest(string name, IReadOnlyList<ScriptField> known)
    {
        string word = name[..Math.Min(name.Length, LongestCompared)].ToUpperInvariant();
        return known.MinBy(field => Spelling.Distance(word, field.Name.ToUpperInvariant()))!.Name;
    }
}
