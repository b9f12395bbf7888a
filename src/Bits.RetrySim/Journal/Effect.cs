namespace Bits.RetrySim;

/// <summary>
/// Something to be done after the service has let go of its lock: it leads to somebody else's code. Whoever asks for it under the lock hands
/// over all that it needs; effects are carried out in the order in which they were asked for.
/// </summary>
internal abstract class Effect
{
    /// <summary>Whether it only tells what has been recorded: that it failed is not recorded in turn, or a broken logger would never be done.</summary>
    internal virtual bool IsReport => false;

    internal abstract void Perform();
}
