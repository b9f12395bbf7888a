namespace Bits.RetrySim.Tests;

/// <summary>How long anything real may take before a test fails instead of hanging, on a machine that is slow and busy; no test waits for time to pass.</summary>
internal static class Guard
{
    internal static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    internal static Task<T> Within<T>(this Task<T> task) => task.WaitAsync(Limit);

    internal static Task Within(this Task task) => task.WaitAsync(Limit);

    /// <summary>Waits for what nobody tells of.</summary>
    internal static async Task UntilAsync(Func<bool> holds) => (await Task.Run(() => SpinWait.SpinUntil(holds, Limit))).Should().BeTrue();

    internal static void Join(this Thread thread) => thread.Join(Limit).Should().BeTrue("{0} must come to an end", thread.Name);
}
