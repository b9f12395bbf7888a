namespace Bits.RetrySim;

/// <summary>Telling those who follow an event log what it has recorded. It carries nothing, so that one does for all events.</summary>
internal sealed class FollowerReport(EventLog log) : Effect
{
    internal override bool IsReport => true;

    internal override void Perform() => log.TellFollowers();
}
