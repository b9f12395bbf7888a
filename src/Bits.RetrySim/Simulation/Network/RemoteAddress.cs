namespace Bits.RetrySim;

/// <summary>How URLs, names of hosts and paths of a script are matched.</summary>
/// <param name="Host">The host's name in lower case; empty for files of this machine.</param>
/// <param name="HostAndPort">The host's name in lower case and the port, also when it is the scheme's own.</param>
/// <param name="Path">The path, escaped; of a file of this machine as it is, with slashes.</param>
/// <param name="PathAndQuery">The path and the query, if there is one, escaped.</param>
/// <param name="Kind">Which kind of source it is.</param>
internal readonly record struct RemoteAddress(string Host, string HostAndPort, string Path, string PathAndQuery, SourceKind Kind)
{
    private const string NotInHosts = "/\\?#@ ";

    /// <summary>Takes a remote name apart.</summary>
    internal static bool TryParse(string remoteName, out RemoteAddress address)
    {
        if (FileNames.TryGetLocalSource(remoteName, out string local))
        {
            string key = LocalKey(local);
            address = new RemoteAddress("", "", key, key, SourceKind.LocalFile);
            return true;
        }

        if (!Uri.TryCreate(remoteName, UriKind.Absolute, out Uri? uri) || uri.IdnHost.Length == 0)
        {
            address = default;
            return false;
        }

        string host = HostOf(uri);
        address = new RemoteAddress(host, $"{host}:{uri.Port}", uri.AbsolutePath, uri.PathAndQuery, uri.IsFile ? SourceKind.Share : SourceKind.Http);
        return true;
    }

    /// <summary>The host of a URL as a script names it; an address of IPv6 stands in brackets.</summary>
    internal static string HostOf(Uri uri) => uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;

    /// <summary>The name under which a script's host is kept: in lower case, with the port if one is given.</summary>
    /// <exception cref="ArgumentException">(E_INVALIDARG) It is not a host's name with an optional port.</exception>
    internal static string CheckHost(string name, string paramName)
    {
        if (name is null)
        {
            throw Failure.Null(paramName);
        }

        bool isHost = name.AsSpan().IndexOfAny(NotInHosts) < 0
            && Uri.TryCreate($"http://{name}/", UriKind.Absolute, out Uri? uri)
            && uri.IdnHost.Length > 0;
        if (!isHost)
        {
            throw Failure.InvalidArgument(
                paramName,
                $"\"{FileNames.Shown(name)}\" is not the name of a host. Write the name without scheme and path, with a port if needed, "
                + "for example \"cdn.example\" or \"cdn.example:8080\".");
        }

        string host = HostOf(new Uri($"http://{name}/"));
        int colon = name.LastIndexOf(':');
        bool hasPort = colon >= 0 && !name.EndsWith(']');
        return hasPort ? host + name[colon..] : host;
    }

    /// <summary>The path under which a script's file of this machine is kept: with slashes; case does not matter.</summary>
    /// <exception cref="ArgumentException">(E_INVALIDARG) It is not a full path with a drive.</exception>
    internal static string CheckLocalSource(string path, string paramName)
    {
        if (FileNames.IsUnixPath(path))
        {
            FileNames.CheckLocalName(path, paramName);
            return LocalKey(path);
        }

        FileNames.CheckRemoteName(path, paramName);
        return FileNames.TryGetLocalSource(path, out string local)
            ? LocalKey(local)
            : throw Failure.InvalidArgument(paramName, $"\"{FileNames.Shown(path)}\" is not a file of this machine. Write it with its drive, as in \"C:\\depot\\app.zip\".");
    }

    /// <summary>Where a script has the file of a local name, if it has one.</summary>
    internal static RemoteAddress OfLocalName(string localName) => LocalKey(localName) is var key ? new RemoteAddress("", "", key, key, SourceKind.LocalFile) : default;

    private static string LocalKey(string path) => string.Join('/', path.Split(['\\', '/'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The path under which a script's resource is kept: escaped, with its query.</summary>
    /// <exception cref="ArgumentException">(E_INVALIDARG) It does not begin with a slash.</exception>
    internal static string CheckPath(string path, string paramName)
    {
        if (path is null)
        {
            throw Failure.Null(paramName);
        }

        if (!path.StartsWith('/') || path.Contains('#') || !Uri.TryCreate($"http://host{path}", UriKind.Absolute, out Uri? uri))
        {
            throw Failure.InvalidArgument(paramName, $"\"{FileNames.ShownPath(path)}\" is not a path. Write it from the slash on, as in \"/downloads/app.zip\".");
        }

        return uri.PathAndQuery;
    }
}
