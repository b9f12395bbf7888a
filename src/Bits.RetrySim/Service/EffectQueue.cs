using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>What was decided under the lock and is carried out after it, in order (D-3, D-41).</summary>
internal sealed class EffectQueue
{
    private RingBuffer<Effect> _effects;

    internal void Add(Effect effect) => _effects.Enqueue(effect);

    internal bool TryTake(out Effect effect) => _effects.TryDequeue(out effect);

    /// <summary>Carries one out; no effect is lost because another one fails.</summary>
    /// <returns>What it threw; null if it went well.</returns>
    [SuppressMessage("Design", "CA1031", Justification = "What a logger or a scripted action throws is rethrown by stepped time, or logged.")]
    internal static Exception? Perform(Effect effect, TimeDriver driver)
    {
        using ForeignCode code = driver.BeginForeignCode();
        try
        {
            effect.Perform();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
