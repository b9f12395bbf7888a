namespace Bits.RetrySim;

/// <summary>Code of the client's that runs after the lock: what follows a wait, or what a test planned for an instant.</summary>
internal sealed class ClientAction(Action action) : Effect
{
    internal override void Perform() => action();
}
