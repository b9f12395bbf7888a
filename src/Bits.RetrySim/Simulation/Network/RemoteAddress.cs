using System.Buffers;

namespace Bits.RetrySim;

/// <summary>How URLs, names of hosts and paths of a script are matched.</summary>
/// <param name="Host">The host's name in lower case.</param>
/// <param name="HostAndPort">The host's name in lower case and the port, also when it is the scheme's own.</param>
/// <param name="Path">The path, escaped.</param>
/// <param name="PathAndQuery">The path and the query, if there is one, escaped.</param>
internal readonly record struct RemoteAddress(string Host, string HostAndPort, string Path, string PathAndQuery)
{
    private static readonly SearchValues<char> NotInHosts = SearchValues.Create("/\\?#@ ");

    /// <summary>Takes a URL (or a UNC path) apart.</summary>
    internal static bool TryParse(string remoteName, out RemoteAddress address)
    {
        if (!Uri.TryCreate(remoteName, UriKind.Absolute, out Uri? uri) || uri.IdnHost.Length == 0)
        {
            address = default;
            return false;
        }

        string host = uri.IdnHost;
        address = new RemoteAddress(host, $"{host}:{uri.Port}", uri.AbsolutePath, uri.PathAndQuery);
        return true;
    }

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

        string host = new Uri($"http://{name}/").IdnHost;
        int colon = name.LastIndexOf(':');
        bool hasPort = colon >= 0 && !name.EndsWith(']');
        return hasPort ? host + name[colon..] : host;
    }

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
