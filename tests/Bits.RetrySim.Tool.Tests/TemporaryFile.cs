namespace Bits.RetrySim.Tool.Tests;

/// <summary>A file that is gone when the test is over.</summary>
internal sealed class TemporaryFile : IDisposable
{
    internal TemporaryFile(string text)
        : this(System.Text.Encoding.UTF8.GetBytes(text))
    {
    }

    internal TemporaryFile(byte[] bytes)
    {
        Path = System.IO.Path.GetTempFileName();
        File.WriteAllBytes(Path, bytes);
    }

    internal string Path { get; }

    public void Dispose() => File.Delete(Path);
}
