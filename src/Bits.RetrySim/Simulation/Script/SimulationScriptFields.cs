using System.Text.Json;

namespace Bits.RetrySim;

/// <summary>An object of a script whose fields are all known ones.</summary>
internal sealed class SimulationScriptFields
{
    private readonly SimulationScriptNode _node;

    /// <summary>Takes an object and checks the names of its fields.</summary>
    /// <exception cref="SimulationScriptException">This is no object, or has a field that is not known.</exception>
    internal SimulationScriptFields(SimulationScriptNode node, params string[] known)
    {
        if (node.Kind != JsonTokenType.StartObject)
        {
            throw node.Wrong("an object");
        }

        foreach ((string name, SimulationScriptNode value) in node.Members)
        {
            if (Array.IndexOf(known, name) < 0)
            {
                throw new SimulationScriptException(
                    value.Line, value.Path, $"a known field, such as \"{Nearest(name, known)}\" (known here are {string.Join(", ", known)})");
            }
        }

        _node = node;
    }

    /// <summary>The value of a field; <see langword="null"/> when the script leaves it out or says <c>null</c>.</summary>
    internal SimulationScriptNode? this[string name]
    {
        get
        {
            foreach ((string member, SimulationScriptNode value) in _node.Members)
            {
                if (member == name)
                {
                    return value.Kind == JsonTokenType.Null ? null : value;
                }
            }

            return null;
        }
    }

    /// <exception cref="SimulationScriptException">The field is missing.</exception>
    internal SimulationScriptNode Require(string name, string expected) =>
        this[name] ?? throw new SimulationScriptException(_node.Line, SimulationScriptNode.Join(_node.Path, name), expected, "nothing");

    /// <summary>A field read by a function, if it is there.</summary>
    internal T? Struct<T>(string name, Func<SimulationScriptNode, T> read)
        where T : struct =>
        this[name] is { } node ? read(node) : null;

    /// <summary>A field read by a function, if it is there.</summary>
    internal T? Class<T>(string name, Func<SimulationScriptNode, T> read)
        where T : class =>
        this[name] is { } node ? read(node) : null;

    /// <summary>The elements of an array; none when the field is left out.</summary>
    /// <exception cref="SimulationScriptException">It is no array.</exception>
    internal IReadOnlyList<T> List<T>(string name, Func<SimulationScriptNode, T> read)
    {
        if (this[name] is not { } node)
        {
            return [];
        }

        return node.Kind == JsonTokenType.StartArray
            ? Array.AsReadOnly(node.Items.Select(read).ToArray())
            : throw node.Wrong("an array");
    }

    /// <summary>Longer than any known name; of a longer one the beginning says which is meant, if any.</summary>
    private const int LongestCompared = 64;

    /// <summary>The known name that takes the fewest changes of letters.</summary>
    internal static string Nearest(string name, IReadOnlyList<string> known)
    {
        string nearest = known[0];
        int fewest = int.MaxValue;
        foreach (string candidate in known)
        {
            int changes = Distance(name[..Math.Min(name.Length, LongestCompared)].ToUpperInvariant(), candidate.ToUpperInvariant());
            if (changes < fewest)
            {
                (nearest, fewest) = (candidate, changes);
            }
        }

        return nearest;
    }

    /// <summary>How many letters have to be put in, left out or replaced to come from one word to another.</summary>
    private static int Distance(string from, string to)
    {
        int[] previous = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int[] current = new int[to.Length + 1];
            current[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
