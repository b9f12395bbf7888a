using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tool;

/// <summary>What of the names in an input is shown: unless they are asked for, neither users nor what follows the path of an address.</summary>
internal sealed partial class Privacy
{
    private const string Someone = "<user>";

    /// <summary>Shorter ones would be found in many a text; they are users only where they stand by themselves between the separators of a path.</summary>
    private const int ShortestName = 3;

    /// <summary>Accounts that Windows has itself, and that are nobody's, in some of its languages.</summary>
    private static readonly HashSet<string> ServiceAccounts = new(StringComparer.OrdinalIgnoreCase)
    {
        "SYSTEM", "LOCAL SERVICE", "NETWORK SERVICE", "LOCALSYSTEM", "LOCALSERVICE", "NETWORKSERVICE", "LOKALER DIENST", "NETZWERKDIENST",
        "Système", "SERVICE LOCAL", "SERVICE RÉSEAU", "SISTEMA", "SERVICIO LOCAL", "SERVICIO DE RED", "SERVIZIO LOCALE", "SERVIZIO DI RETE",
    };

    private readonly bool _showsAll;
    private readonly Regex? _users;

    internal Privacy(bool showsAll, IEnumerable<ObservedJob> jobs)
    {
        _showsAll = showsAll;
        string[] names = [.. jobs.Select(job => job.Owner).OfType<string>()
            .Select(owner => owner[(owner.LastIndexOfAny(['\\', '/']) + 1)..].Split('@')[0])
            .Where(name => name.Length > 0 && !ServiceAccounts.Contains(name))
            .Distinct()];
        _users = names.Length == 0 ? null : new Regex(string.Join('|', names.Select(PatternOf)), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    /// <summary>A name for people, of a job or of a part of an address.</summary>
    internal string Text(string text)
    {
        string line = SafeText.OneLine(text);
        return _showsAll ? line : Masked(FileNames.WithoutSecrets(line));
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
        string address = SafeText.OneLine(query < 0 ? shown : shown[..query]);

        // A host may be called like somebody; it has to stay the host.
        int path = Authority().Match(address).Length;
        return address[..path] + Masked(address[path..]);
    }

    private string Masked(string text) => _users?.Replace(text, Someone) ?? text;

    private static string PatternOf(string name) => name.Length < ShortestName
        ? $@"(?<=[/\\]~?){Regex.Escape(name)}(?=[/\\]|$)"
        : $@"(?<!\w){Regex.Escape(name)}(?!\w)";

    /// <summary>The owner; null if nothing is to be said.</summary>
    internal string? Owner(ObservedJob job) => _showsAll && job.Owner is { } owner ? SafeText.OneLine(owner) : null;

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9+.-]*://[^/]*)?", RegexOptions.CultureInvariant)]
    private static partial Regex Authority();

    [GeneratedRegex(@"(?<=^[A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();
}
