using System.Text.Json.Nodes;

namespace Bits.RetrySim;

/// <summary>Where the files of a recorded scenario lie: at their addresses, without what may be secret in them, and nowhere twice.</summary>
internal sealed class RecordedHosts
{
    private const string FallbackHost = "server.example";

    private readonly Dictionary<string, Dictionary<string, RecordedFile>> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Puts a file there, and says at which URL.</summary>
    /// <param name="remoteName">The name that it had.</param>
    /// <param name="mark">What tells it from others, where its path does not.</param>
    /// <param name="file">What was seen of it.</param>
    internal string Add(string remoteName, string mark, RecordedFile file)
    {
        bool isHttp = Uri.TryCreate(remoteName, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && address.IdnHost.Length > 0;
        string scheme = isHttp ? address!.Scheme : "https";
        string host = isHttp ? RemoteAddress.HostOf(address!) : FallbackHost;
        host = isHttp && !address!.IsDefaultPort ? FormattableString.Invariant($"{host}:{address.Port}") : host;
        if (!_hosts.TryGetValue(host, out Dictionary<string, RecordedFile>? files))
        {
            _hosts.Add(host, files = []);
        }

        string path = isHttp ? address!.AbsolutePath : "/file";
        while (!files.TryAdd(path, file))
        {
            path = $"/{mark}{path}";
        }

        return $"{scheme}://{host}{path}";
    }

    internal JsonObject ToJson()
    {
        JsonObject hosts = [];
        foreach ((string host, Dictionary<string, RecordedFile> files) in _hosts)
        {
            JsonObject resources = [];
            foreach ((string path, RecordedFile file) in files)
            {
                resources[path] = file.ToJson();
            }

            hosts[host] = new JsonObject { ["resources"] = resources };
        }

        return hosts;
    }
}
