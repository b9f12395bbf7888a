namespace Bits.RetrySim.Tool;

/// <summary>What is fetched, and where it goes.</summary>
/// <param name="Url">The remote name.</param>
/// <param name="Path">The full path of the file.</param>
internal sealed record DownloadTarget(string Url, string Path)
{
    private const string Nameless = "download";

    /// <summary>Characters that some system does not take in names of files: a name is the same wherever it was fetched.</summary>
    private static readonly char[] Forbidden = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

    internal string Name => System.IO.Path.GetFileName(Path);

    /// <summary>As a store keeps it: without a user's name and password (PROP-22).</summary>
    internal DownloadTarget AsKept() => this with { Url = UserInfo.RemovedFrom(Url) };

    /// <summary>One file for each URL, named by its last part; nothing that stands there leads out of the directory.</summary>
    /// <exception cref="CommandException">Two would go to the same file.</exception>
    internal static IReadOnlyList<DownloadTarget> In(string directory, IReadOnlyList<string> urls)
    {
        DownloadTarget[] targets = [.. urls.Select(url => new DownloadTarget(url, System.IO.Path.Combine(System.IO.Path.GetFullPath(directory), NameOf(url))))];
        if (targets.GroupBy(static target => target.Path, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static group => group.Count() > 1) is { } same)
        {
            throw CommandException.Usage($"{same.Count()} of the URLs would go to {same.First().Name}; fetch them into different directories.");
        }

        return targets;
    }

    /// <summary>Windows takes such names for devices, in whatever directory, and with whatever ending.</summary>
    private static bool IsDevice(string name)
    {
        string stem = name.Split('.')[0].TrimEnd(' ').ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL" or "CONIN$" or "CONOUT$"
            || (stem.Length == 4 && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal)) && "0123456789\u00B9\u00B2\u00B3".Contains(stem[3], StringComparison.Ordinal));
    }

    private static string NameOf(string url)
    {
        string last = Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) ? Uri.UnescapeDataString(parsed.Segments.LastOrDefault("")) : Nameless;
        string name = new([.. last.TrimEnd('/').Select(static c => char.IsControl(c) || Forbidden.Contains(c) ? '_' : c)]);
        name = name.Trim('.', ' ');
        return name.Length == 0 ? Nameless : IsDevice(name) ? $"_{name}" : name;
    }
}
