namespace Bits.RetrySim.Tests;

internal static class DelayTimer
{
    internal const string Owner = "TimeProviderTaskExtensions";
}
