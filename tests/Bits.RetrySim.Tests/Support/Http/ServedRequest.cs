namespace Bits.RetrySim.Tests;

/// <summary>A request as a <see cref="FaultServer"/> saw it.</summary>
internal sealed record ServedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers)
{
    internal string? Range => Headers.GetValueOrDefault("Range");

    /// <summary>As in <c>GET /f bytes=300-999</c>.</summary>
    public override string ToString() => $"{Method} {Path}{(Range is null ? "" : " " + Range)}";
}
