namespace Bits.RetrySim.Tool.Tests;

/// <summary>A file that is gone when the test is over.</summary>
internal sealed class TemporaryFile : IDisposable
{
    internal TemporaryFile(string text)
    {
        Path = System.IO.Path.GetTempFileName();
        File.WriteAllText(Path, text);
    }

    internal string Path { get; }

    public void Dispose() => File.Delete(Path);
}
