using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>A source file as the architecture tests read it: what it declares and which names it uses, comments and texts left out.</summary>
internal sealed partial class SourceFile
{
    internal SourceFile(string path, string text)
    {
        Path = path.Replace('\\', '/');
        Text = text;
        Code = NotCode().Replace(text, " ");
        Said = NotCode().Replace(text, match => match.Value.StartsWith('/') ? " " : match.Value);
    }

    /// <summary>Path below the repository, with slashes.</summary>
    internal string Path { get; }

    internal string Text { get; }

    /// <summary>How long the file is, without empty lines at its end.</summary>
    internal int Lines => Text.AsSpan().TrimEnd().Count('\n') + 1;

    /// <summary>The text without comments, strings and characters.</summary>
    internal string Code { get; }

    /// <summary>The text without comments; strings are left in.</summary>
    internal string Said { get; }

    /// <summary>Types declared at the top level, public or not. Namespaces are file-scoped, so these stand at the beginning of a line.</summary>
    internal IEnumerable<(string Name, bool IsPublic)> Declared =>
        Declaration().Matches(Code).Select(match => (match.Groups["name"].Value, match.Groups["modifiers"].Value.Contains("public", StringComparison.Ordinal)));

    /// <summary>The first folder below the library's own; empty for the library's root.</summary>
    internal string Room => Path.Split('/') is [_, _, var room, _, ..] ? room : "";

    /// <summary>Whether the code uses this name otherwise than as a member of something (<c>TransferReportKind.File</c>).</summary>
    internal bool Mentions(string name) => Regex.IsMatch(Code, $@"(?<![\w.]){Regex.Escape(name)}(?!\w)");

    public override string ToString() => Path;

    [GeneratedRegex("""
        //[^\n]*                                   # comment to the end of the line
        | /\*.*?\*/                                # comment
        | \$*(?<quotes>"{3,}).*?\k<quotes>"*       # raw string
        | (?:\$@|@\$|@)"(?:[^"]|"")*"              # verbatim string
        | \$?"(?:\\.|[^"\\\n])*"                   # string
        | '(?:\\.|[^'\\\n])+'                      # character
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex NotCode();

    [GeneratedRegex(@"^(?<modifiers>((public|internal|file|static|sealed|abstract|readonly|ref|unsafe|partial)\s+)*)"
        + @"(record\s+struct|record\s+class|record|class|struct|interface|enum|delegate\s+[\w<>?,.\[\] ]+?)\s+(?<name>\w+)(?=\s*[<({:;\r\n]|\s*$)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();
}
