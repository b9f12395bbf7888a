namespace Bits.RetrySim;

/// <summary>Where configuration gives a value.</summary>
/// <param name="Path">The whole key.</param>
/// <param name="Text">What it says.</param>
/// <param name="Value">What that was read as; code may have set another value since.</param>
internal sealed record SettingSource(string Path, string Text, object? Value);
