namespace Bits.RetrySim.Tests;

/// <summary>A file of a <see cref="FaultServer"/>, in one version.</summary>
/// <param name="Content">What it holds.</param>
/// <param name="LastModified">Its time stamp; null: none is told.</param>
/// <param name="Tag">Its strong ETag, with quotation marks; null: none is told.</param>
internal sealed record ServedFile(byte[] Content, DateTimeOffset? LastModified = null, string? Tag = null)
{
    internal static readonly DateTimeOffset DefaultTime = new(2020, 2, 20, 20, 20, 20, TimeSpan.Zero);

    /// <summary>A file of a size, with bytes that tell where they belong, and that differ from those of another seed.</summary>
    internal static ServedFile Of(int size, int seed = 1, string? tag = null) => new(Bytes(size, seed), DefaultTime.AddDays(seed), tag);

    internal static byte[] Bytes(int size, int seed)
    {
        byte[] bytes = new byte[size];
        uint state = unchecked((uint)seed * 2_654_435_761);
        for (int i = 0; i < size; i++)
        {
            state = unchecked((state * 1_664_525) + 1_013_904_223);
            bytes[i] = (byte)(state >> 24);
        }

        return bytes;
    }
}
