using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tool;

/// <summary>What of the names in an input is shown: unless they are asked for, neither users nor what follows the path of an address.</summary>
internal sealed partial class Privacy
{
    private const string Someone = "<user>";

    /// <summary>Shorter ones would be found in many a word.</summary>
    private const int ShortestName = 3;

    private readonly bool _showsAll;
    private readonly Regex? _users;

    internal Privacy(bool showsAll, IEnumerable<ObservedJob> jobs)
    {
        _showsAll = showsAll;
        string[] names = [.. jobs.Select(job => job.Owner).OfType<string>()
            .Select(owner => owner[(owner.LastIndexOfAny(['\\', '/']) + 1)..].Split('@')[0])
            .Where(name => name.Length >= ShortestName)
            .Distinct()];
        _users = names.Length == 0 ? null : new Regex($@"(?<!\w)({string.Join('|', names.Select(Regex.Escape))})(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    /// <summary>A name for people, of a job or of a part of an address.</summary>
    internal string Text(string text)
    {
        string line = SafeText.OneLine(text);
        return _showsAll || _users is null ? line : _users.Replace(line, Someone);
    }

    /// <summary>The address of a file.</summary>
    internal string Url(string url)
    {
        if (_showsAll)
        {
            return SafeText.OneLine(url);
        }

        string shown = UserInfo().Replace(url, "");
        int query = shown.AsSpan().IndexOfAny('?', '#');
        return Text(query < 0 ? shown : shown[..query]);
    }

    /// <summary>The owner; null if nothing is to be said.</summary>
    internal string? Owner(ObservedJob job) => _showsAll && job.Owner is { } owner ? SafeText.OneLine(owner) : null;

    [GeneratedRegex(@"(?<=^[A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();
}
