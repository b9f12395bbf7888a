using System.CommandLine.Parsing;

namespace Bits.RetrySim.Tool;

/// <summary>A value that has a name on the command line, in whatever case; what has none is refused.</summary>
internal static class NamedValue
{
    internal static TValue? Parse<TValue>(ArgumentResult argument, string what)
        where TValue : struct, Enum =>
        Parse<TValue>(argument, what, argument.Tokens[0].Value);

    internal static TValue? Parse<TValue>(ArgumentResult argument, string what, string name)
        where TValue : struct, Enum
    {
        string[] names = [.. Enum.GetNames<TValue>().Select(known => known.ToLowerInvariant())];
        int index = Array.IndexOf(names, name.ToLowerInvariant());
        if (index >= 0)
        {
            return Enum.GetValues<TValue>()[index];
        }

        argument.AddError($"there is no {what} '{name}'{Suggestion.For(name, names)}");
        return null;
    }
}
