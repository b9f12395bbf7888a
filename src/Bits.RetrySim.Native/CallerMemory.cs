using System.Runtime.InteropServices;
using System.Text;

namespace Bits.RetrySim.Native;

/// <summary>Texts and values in the memory of the caller. Texts are UTF-8 and end with a zero byte.</summary>
internal static unsafe class CallerMemory
{
    /// <summary>Text with a byte that is no UTF-8 is refused, not mended.</summary>
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Null stays null.</summary>
    /// <exception cref="ArgumentException">No UTF-8 (E_INVALIDARG).</exception>
    internal static string? TextOrNull(byte* text) => text is null ? null : Strict.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));

    /// <exception cref="ArgumentException">Null, or no UTF-8 (E_INVALIDARG).</exception>
    internal static string Text(byte* text, string parameter) => TextOrNull(text) ?? throw NativeFailure.Null(parameter);

    /// <summary>Copies text out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="buffer">Where to; null asks for the size.</param>
    /// <param name="size">Of the buffer, in bytes.</param>
    /// <param name="needed">Gets the size of the text with its end, in bytes; may be null if there is a buffer.</param>
    internal static void Copy(string text, byte* buffer, nuint size, nuint* needed)
    {
        if (buffer is null && (needed is null || size != 0))
        {
            throw NativeFailure.Null(needed is null ? nameof(needed) : nameof(buffer));
        }

        byte[] bytes = Strict.GetBytes(text);
        nuint whole = (nuint)bytes.Length + 1;
        if (needed is not null)
        {
            *needed = whole;
        }

        if (buffer is null)
        {
            return;
        }

        if (size < whole)
        {
            if (size > 0)
            {
                *buffer = 0;
            }

            throw NativeFailure.Small(size, whole);
        }

        Marshal.Copy(bytes, 0, (nint)buffer, bytes.Length);
        buffer[bytes.Length] = 0;
    }

    /// <exception cref="ArgumentNullException">Null (E_INVALIDARG).</exception>
    internal static void Require(void* pointer, string parameter)
    {
        if (pointer is null)
        {
            throw NativeFailure.Null(parameter);
        }
    }
}
