using System.Globalization;

namespace Bits.RetrySim;

/// <summary>Instants in sentences.</summary>
internal static class InstantText
{
    /// <summary>An instant since the start, to the tick where that matters, as in <c>+1.02:00:00</c>.</summary>
    internal static string Of(TimeSpan instant) => string.Create(CultureInfo.InvariantCulture, $"+{instant:c}");
}
