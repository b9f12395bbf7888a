namespace Bits.RetrySim;

/// <summary>Telling one listener of one thing that happened.</summary>
/// <param name="journal">Whose listeners are told.</param>
/// <param name="what">What happened.</param>
/// <param name="tell">Tells it; static, so that nothing else is made for it.</param>
/// <param name="toLogger">Whether a logger is told, to which a failure of its own cannot be told.</param>
internal sealed class ListenerReport<T>(Journal journal, T what, Action<Journal, T> tell, bool toLogger) : Effect
{
    internal override bool IsReport => toLogger;

    internal override void Perform() => tell(journal, what);
}
