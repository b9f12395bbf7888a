using System.Text;

namespace Bits.RetrySim;

/// <summary>
/// The rules for remote and local names of files (FILE-4 to FILE-6), and the volumes that local names are on. Windows and Unix paths are
/// understood on every operating system, because in a simulation they are names only.
/// </summary>
internal static partial class FileNames
{
    /// <summary>The longest remote name, in characters (LIM-3).</summary>
    internal const int MaximumRemoteNameLength = 2200;

    /// <summary>The longest local name and the longest segment of a remote name, in characters: MAX_PATH (LIM-3, LIM-4).</summary>
    internal const int MaximumPathLength = 260;

    private const string Wildcards = "*?";
    private const string LeftOut = "...";
    private const string SchemeEnd = "://";

    /// <summary>What follows the percent sign in an escaped @.</summary>
    private const string EscapedAt = "40";

    /// <summary>
    /// Checks the name of a file to fetch: an http or https URL, an SMB name given as UNC path or file URL, or a file of this machine, given as full
    /// path with a drive or as file URL.
    /// </summary>
    /// <exception cref="ArgumentException">(E_INVALIDARG) The name breaks a rule; <see cref="ArgumentNullException"/> if it is null.</exception>
    internal static void CheckRemoteName(string? remoteName, string paramName)
    {
        CheckText(remoteName, paramName, "remote name", MaximumRemoteNameLength);
        string? problem;
        if (IsHttp(remoteName))
        {
            problem = FindHttpProblem(remoteName);
        }
        else if (TryGetLocalSource(remoteName, out string path))
        {
            problem = FindPathProblem(path, isDirectory: false) ?? FindLongSegment(path.Split('\\', '/'));
        }
        else if (HasScheme(remoteName, "file"))
        {
            string rest = remoteName["file://".Length..];
            string share = rest.TrimStart('\\', '/');
            problem = FindShareProblem(share) ?? (rest.Length == share.Length + 1 ? "must name a server or a drive" : null);
        }
        else if (remoteName.StartsWith(@"\\", StringComparison.Ordinal))
        {
            problem = FindShareProblem(remoteName[2..]);
        }
        else
        {
            problem = "must be an http or https URL, a UNC path, a full path with a drive, or a file URL of either";
        }

        Reject(problem, "remote name", remoteName, paramName);
    }

    /// <summary>Checks the name of a file on this machine: a full path of Windows, on a drive or a share, or of Unix.</summary>
    /// <exception cref="ArgumentException">(E_INVALIDARG) The name breaks a rule; <see cref="ArgumentNullException"/> if it is null.</exception>
    internal static void CheckLocalName(string? localName, string paramName)
    {
        CheckText(localName, paramName, "local name", MaximumPathLength);
        Reject(FindPathProblem(localName, isDirectory: false), "local name", localName, paramName);
    }

    /// <summary>Whether a remote name is a file of this machine: its path, as it is written.</summary>
    internal static bool TryGetLocalSource(string remoteName, out string path)
    {
        path = HasScheme(remoteName, "file") ? Uri.UnescapeDataString(remoteName["file://".Length..].TrimStart('\\', '/')) : remoteName;
        return FormOf(path) == PathForm.Drive;
    }

    /// <summary>Whether a remote name is a file of a share, as UNC path or as file URL.</summary>
    internal static bool IsShare(string remoteName) => remoteName.StartsWith(@"\\", StringComparison.Ordinal) || HasScheme(remoteName, "file");

    /// <summary>The protocol of errors with a remote name that passed the check: "http" for both http and https, else "file" (ERR-6).</summary>
    internal static string ProtocolOf(string remoteName) => IsHttp(remoteName) ? "http" : "file";

    /// <summary>Parts are fetched of files of web servers only (FILE-11).</summary>
    /// <exception cref="ArgumentException">(E_INVALIDARG) It is a file of a share or a drive.</exception>
    internal static void CheckHasRanges(string remoteName, string paramName) =>
        Reject(IsHttp(remoteName) ? null : "must be an http or https URL where ranges are fetched", "remote name", remoteName, paramName);

    /// <summary>Files go to web servers and shares, replies come from web servers only (UP-1).</summary>
    /// <exception cref="ArgumentException">(E_INVALIDARG) It is a file of a drive, or one of a share where a reply is to come.</exception>
    internal static void CheckTakesUploads(string remoteName, string paramName, bool takesReplies)
    {
        bool takes = IsHttp(remoteName) || (!takesReplies && IsShare(remoteName) && !TryGetLocalSource(remoteName, out _));
        Reject(takes ? null : takesReplies ? "must be an http or https URL where a reply is to come" : "must be an http or https URL or a file of a share where a file is sent", "remote name", remoteName, paramName);
    }

    private static bool IsHttp(string name) => HasScheme(name, "http") || HasScheme(name, "https");

    private static bool HasScheme(string name, string scheme) =>
        name.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && name.AsSpan(scheme.Length).StartsWith("://", StringComparison.Ordinal);

    private static void CheckText([System.Diagnostics.CodeAnalysis.NotNull] string? name, string paramName, string what, int limit)
    {
        if (name is null)
        {
            throw Failure.Null(paramName);
        }

        string? problem = null;
        if (name.Length == 0)
        {
            problem = "must not be empty";
        }
        else if (name.Length > limit)
        {
            problem = FormattableString.Invariant($"has {name.Length} characters; at most {limit} are allowed");
        }
        else if (name.AsSpan().ContainsAnyInRange('\u0000', '\u001F'))
        {
            problem = "must not contain control characters";
        }

        Reject(problem, what, name, paramName);
    }

    private static void Reject(string? problem, string what, string name, string paramName)
    {
        if (problem is not null)
        {
            throw Failure.InvalidArgument(paramName, $"The {what} {problem}. It was '{Shown(name)}'.");
        }
    }

    private static string? FindHttpProblem(string url)
    {
        // A query or a fragment may hold anything; only what names the file is checked.
        string name = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..];
        int end = name.AsSpan().IndexOfAny('?', '#');
        name = end < 0 ? name : name[..end];
        int slash = IndexOfSeparator(name);
        string authority = slash < 0 ? name : name[..slash];
        string path = name[authority.Length..];

        if (path.Contains('*') || authority.AsSpan(authority.LastIndexOf('@') + 1).Contains('*'))
        {
            return "must not contain wildcards";
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) || parsed.Host.Length == 0)
        {
            return "must be a URL with a valid host and port";
        }

        return FindLongSegment(path.Split('\\', '/'));
    }

    // The part after \\ or file://, which is server, share and file.
    private static string? FindShareProblem(string name)
    {
        if (IsDevicePrefix(name))
        {
            return DevicePrefixProblem;
        }

        if (name.AsSpan().ContainsAny(Wildcards))
        {
            return "must not contain wildcards";
        }

        string[] segments = name.Split('\\', '/');
        if (segments[^1].Length == 0)
        {
            return "must name a file, not a directory";
        }

        if (segments.Length < 3 || segments[0].Length == 0 || segments[1].Length == 0)
        {
            return "must name a server, a share and a file";
        }

        return FindLongSegment(segments);
    }

    private static string? FindLongSegment(string[] segments)
    {
        foreach (string segment in segments)
        {
            if (segment.Length > MaximumPathLength)
            {
                return FormattableString.Invariant($"has a segment of {segment.Length} characters; at most {MaximumPathLength} are allowed");
            }
        }

        return null;
    }

    /// <summary>
    /// A client's text as it may stand in logs: without the user info of a URL in it, and without the queries of those that it quotes, which may
    /// hold signatures.
    /// </summary>
    internal static string WithoutSecrets(string text)
    {
        int scheme = text.IndexOf(SchemeEnd, StringComparison.Ordinal);
        if (scheme < 0)
        {
            return text;
        }

        int begin = scheme + SchemeEnd.Length;
        int at = EndOfUserInfo(text);
        string rest = at > begin ? LeftOut + text[at..] : text[begin..];
        return text[..begin] + WithoutQueries(rest);
    }

    /// <summary>From the question mark of a URL to the white space behind it nothing is shown.</summary>
    private static string WithoutQueries(string text)
    {
        StringBuilder? shown = null;
        int kept = 0;
        for (int query = text.IndexOf('?', StringComparison.Ordinal); query >= 0; query = text.IndexOf('?', kept))
        {
            int end = query + 1;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            // A question mark at the end of a word ends a sentence.
            shown ??= new StringBuilder();
            shown.Append(text, kept, query + 1 - kept).Append(end > query + 1 ? LeftOut : "");
            kept = end;
        }

        return shown?.Append(text, kept, text.Length - kept).ToString() ?? text;
    }

    /// <summary>
    /// Where the last @ of a text is, escaped (%40) or not and however often the percent sign was escaped again; -1 if there is none. All that stands
    /// before it may be a password, since one that was not escaped may contain any delimiter.
    /// </summary>
    private static int EndOfUserInfo(string text)
    {
        int at = text.LastIndexOf('@');
        for (int i = text.Length - EscapedAt.Length; i > at; i--)
        {
            if (text.AsSpan(i).StartsWith(EscapedAt, StringComparison.Ordinal) && IsEscape(text, i))
            {
                return i;
            }
        }

        return at;
    }

    /// <summary>Whether a percent sign stands before an index, perhaps as %25.</summary>
    private static bool IsEscape(string text, int index)
    {
        while (index >= 2 && text[index - 2] == '2' && text[index - 1] == '5')
        {
            index -= 2;
        }

        return index > 0 && text[index - 1] == '%';
    }

    /// <summary>The path of a URL as it may stand in messages: without its query, which may hold a signature.</summary>
    internal static string ShownPath(string path)
    {
        int query = path.IndexOf('?', StringComparison.Ordinal);
        return Shown(query < 0 ? path : string.Concat(path.AsSpan(0, query + 1), LeftOut));
    }

    /// <summary>
    /// A name as it may stand in messages: never the user info of a URL, nor its query, which may hold a signature; and not more than one can
    /// read.
    /// </summary>
    internal static string Shown(string name)
    {
        const int maximumShown = 120;
        const string left = LeftOut;
        string shown = name;
        if (FormOf(name) == PathForm.Relative || name.Contains("//", StringComparison.Ordinal))
        {
            // Up to the last @ of the whole name.
            int scheme = name.IndexOf(SchemeEnd, StringComparison.Ordinal);
            int start = scheme < 0 ? 0 : scheme + SchemeEnd.Length;
            int at = EndOfUserInfo(name);
            shown = at >= start ? string.Concat(name.AsSpan(0, start), left, name.AsSpan(at)) : name;
            int query = shown.IndexOf('?', StringComparison.Ordinal);
            shown = query < 0 ? shown : string.Concat(shown.AsSpan(0, query + 1), left);
        }

        shown = shown.Length > maximumShown ? string.Concat(shown.AsSpan(0, maximumShown - left.Length), left) : shown;
        return string.Create(shown.Length, shown, static (target, source) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = char.IsControl(source[i]) ? '\uFFFD' : source[i];
            }
        });
    }
}
