using System.Diagnostics.CodeAnalysis;
using Bits.RetrySim.Interop;

namespace Bits.RetrySim.Native;

/// <summary>What the exports do to one simulation, in the numbers of C: spans and instants are ticks of 100 ns.</summary>
internal sealed class NativeSimulation(BitsSimulation bits) : IDisposable
{
    /// <summary>The Sleep of Windows never returns from this one.</summary>
    private const uint Infinite = uint.MaxValue;

    [SuppressMessage("Reliability", "CA2000", Justification = "It is disposed of with its owner.")]
    internal static NativeSimulation Empty() => new(new BitsSimulation());

    internal static NativeSimulation OfScript(string json) => new(BitsSimulation.FromScript(SimulationScript.Parse(json)));

    /// <summary>IBackgroundCopyManager, with a reference for whoever gets it.</summary>
    internal nint PointerToManager(int version) => bits.Manager.ToPointer((BitsVersion)version);

    internal string? LastComFailure => bits.Manager.LastComFailure();

    internal long Elapsed => bits.Clock.Elapsed.Ticks;

    internal string EventLog => Written(bits.EventLog.WriteTo);

    internal string Report => Written(bits.WriteTo);

    internal void AddResource(string host, string path, long size) => bits.Network.Host(host).Resource(path, size);

    internal NativeScope Scope(string? host, string? path) => NativeScope.Of(bits.Network, host, path);

    /// <summary>Of the link, or of one host; 0 is no limit.</summary>
    internal void SetBandwidth(string? host, long bitsPerSecond)
    {
        long? limit = bitsPerSecond == 0 ? null : bitsPerSecond;
        if (host is null)
        {
            bits.Network.BitsPerSecond = limit;
        }
        else
        {
            bits.Network.Host(host).BitsPerSecond = limit;
        }
    }

    internal void SetLatency(string? host, long ticks)
    {
        if (host is null)
        {
            bits.Network.Latency = new TimeSpan(ticks);
        }
        else
        {
            bits.Network.Host(host).Latency = new TimeSpan(ticks);
        }
    }

    internal void Advance(long ticks) => bits.Clock.Advance(new TimeSpan(ticks));

    /// <summary>What a client does that waits.</summary>
    internal void Sleep(uint milliseconds) => bits.Clock.Advance(milliseconds != Infinite
        ? TimeSpan.FromMilliseconds(milliseconds)
        : throw NativeFailure.InvalidArgument(nameof(milliseconds), "milliseconds is INFINITE: who sleeps so long never wakes; give 0 to 4,294,967,294."));

    internal bool AdvanceToNext() => bits.Clock.AdvanceToNextTimer();

    internal void RunUntil(Func<bool> condition, long limit) => bits.RunUntil(condition, new TimeSpan(limit), "the caller's condition");

    internal void RunUntilState(Guid job, int state, long limit) => bits.RunUntil(bits.Manager.GetJob(job), (BackgroundCopyJobState)state, new TimeSpan(limit));

    internal int RunToOutcome(Guid job, long limit) => (int)bits.RunToOutcome(bits.Manager.GetJob(job), new TimeSpan(limit));

    internal void SleepMachine(long ticks) => bits.Clock.Sleep(new TimeSpan(ticks));

    internal void StepSystemTime(long ticks) => bits.Clock.StepSystemTime(new TimeSpan(ticks));

    internal void SetCondition(int condition, bool holds) => NativeCondition.Set(bits.Environment, condition, holds);

    internal void ChangeNetwork() => bits.Environment.NetworkChanged();

    internal void SetCost(uint state) => bits.Environment.CostState = (BackgroundCopyCostStates)state;

    internal void LogOn(string? name, int kind) => bits.Environment.LogOn(User(name, kind));

    internal void LogOff(string? name, int kind) => bits.Environment.LogOff(User(name, kind));

    internal void RestartService() => bits.Manager.RestartService();

    internal void SetPolicy(int policy, long value) => bits.Manager.ApplyPolicy(NativePolicy.With(bits.Manager.Policy, policy, value));

    public void Dispose() => bits.Dispose();

    private static BackgroundCopyUser User(string? name, int kind) => new(name ?? new BackgroundCopyManagerOptions().DefaultOwner.Name, (BackgroundCopyUserKind)kind);

    private static string Written(Action<TextWriter> write)
    {
        using StringWriter text = new();
        write(text);
        return text.ToString();
    }
}
