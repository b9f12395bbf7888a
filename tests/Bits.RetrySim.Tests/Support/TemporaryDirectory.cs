namespace Bits.RetrySim.Tests;

/// <summary>A directory for one test, which goes with it.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("retrysim-").FullName;

    internal string NameOf(string file) => System.IO.Path.Combine(Path, file);

    /// <summary>The names of all files in it.</summary>
    internal string[] Files => [.. Directory.GetFiles(Path).Select(static file => System.IO.Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
