namespace Bits.RetrySim;

/// <summary>The lists of proxies, and of hosts that are reached without one, as WinHTTP writes them (PROP-21).</summary>
internal static class ProxyNames
{
    private static readonly char[] Separators = [' ', ';', '\t'];

    /// <summary>The first proxy of a list, host and port without a scheme; null: there is none whose name could be one (ERR-32).</summary>
    internal static string? FirstOf(string list)
    {
        string? first = list.Split(Separators, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        string name = first?[(first.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0)..].TrimEnd('/') ?? "";
        bool isName = Uri.CheckHostName(HostOf(name)) != UriHostNameType.Unknown && Uri.TryCreate($"http://{name}", UriKind.Absolute, out _);
        return isName ? name : null;
    }

    /// <summary>Colons are part of an address of IPv6, which so stands in brackets.</summary>
    private static string HostOf(string name) => name.StartsWith('[') ? name[..(name.IndexOf(']', StringComparison.Ordinal) + 1)] : name.Split(':')[0];

    /// <summary>Whether a host is reached without a proxy.</summary>
    internal static bool Bypasses(string? list, string host) => list is not null && list.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Any(entry =>
        entry.Equals("<local>", StringComparison.OrdinalIgnoreCase) ? !host.Contains('.', StringComparison.Ordinal)
        : entry.StartsWith('*') ? host.EndsWith(entry[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(entry, StringComparison.OrdinalIgnoreCase));
}
