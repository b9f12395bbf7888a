namespace Bits.RetrySim.Tests;

/// <summary>Whose timer a delay is; on .NET Framework another class has it.</summary>
internal static class DelayTimer
{
    internal const string Owner = "Task";
}
