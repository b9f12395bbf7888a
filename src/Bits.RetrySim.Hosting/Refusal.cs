using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>Makes the exceptions by which calls of this package fail, as the library's own (D-30).</summary>
internal static class Refusal
{
    /// <summary>As it stands in messages.</summary>
    internal const string InvalidArgument = "E_INVALIDARG 0x80070057";

    internal static T NotNull<T>([NotNull] T? value, string parameter)
        where T : class =>
        value ?? throw new ArgumentNullException(parameter, $"A value is required. ({InvalidArgument})") { HResult = HResults.E_INVALIDARG };
}
