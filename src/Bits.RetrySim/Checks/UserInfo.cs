namespace Bits.RetrySim;

/// <summary>User names and passwords that stand in URLs and in lists of proxies. Nothing here needs them: credentials are set as such (PROP-22).</summary>
internal static class UserInfo
{
    private const string SchemeEnd = "://";

    private static readonly char[] AuthorityEnds = ['/', '?', '#', '\\'];

    /// <summary>A URL without them.</summary>
    internal static string RemovedFrom(string url)
    {
        int scheme = url.IndexOf(SchemeEnd, StringComparison.Ordinal);
        int begin = scheme < 0 ? 0 : scheme + SchemeEnd.Length;
        int end = url.IndexOfAny(AuthorityEnds, begin);
        int at = url.AsSpan(begin, (end < 0 ? url.Length : end) - begin).LastIndexOf('@');
        return at < 0 ? url : string.Concat(url.AsSpan(0, begin), url.AsSpan(begin + at + 1));
    }

    /// <summary>A list of proxies, separated by spaces, without them.</summary>
    internal static string RemovedFromList(string list) =>
        list.Contains('@', StringComparison.Ordinal) ? string.Join(' ', list.Split(' ').Select(RemovedFrom)) : list;
}
