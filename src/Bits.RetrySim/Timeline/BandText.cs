namespace Bits.RetrySim;

/// <summary>What a band is called.</summary>
internal static class BandText
{
    internal static string Of(TimelineBand band) => SafeText.OneLine((band.IsOutage, band.Label.Length) switch
    {
        (false, _) => band.Label,
        (true, 0) => CodeText.Short(band.HResult),
        (true, _) => $"{CodeText.Short(band.HResult)}, {band.Label}",
    });
}
