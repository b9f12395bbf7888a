using System.Text;

namespace BitsClients;

/// <summary>Text as C has it, for as long as a test runs.</summary>
internal static unsafe class NativeText
{
    /// <summary>A literal with a zero at its end, as those of UTF-8 have one.</summary>
    internal static byte* Of(ReadOnlySpan<byte> literal)
    {
        fixed (byte* text = literal)
        {
            return text;
        }
    }

    internal static string Read(Span<byte> buffer) => Encoding.UTF8.GetString(buffer[..buffer.IndexOf((byte)0)]);
}
