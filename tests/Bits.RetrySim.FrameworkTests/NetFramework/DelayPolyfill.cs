namespace Bits.RetrySim.Tests;

/// <summary>What tests for .NET write; code for .NET Framework has it as a method of the time provider, from Microsoft.Bcl.TimeProvider.</summary>
internal static class DelayPolyfill
{
    extension(Task)
    {
        internal static Task Delay(TimeSpan delay, TimeProvider provider, CancellationToken stop = default) => provider.Delay(delay, stop);
    }
}
