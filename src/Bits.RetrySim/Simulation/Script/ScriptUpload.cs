namespace Bits.RetrySim;

/// <summary>A place of a script to which files are sent.</summary>
/// <param name="Path">Its path on the host.</param>
/// <param name="Set">Says what it is like.</param>
/// <param name="Changes">What changes of it at a time.</param>
internal sealed record ScriptUpload(string Path, Action<SimulatedUploadTarget> Set, IReadOnlyList<ScriptStep<SimulatedUploadTarget>> Changes)
{
    internal void ApplyTo(SimulatedHost host, ScriptSchedule schedule)
    {
        SimulatedUploadTarget target = host.UploadTarget(Path);
        Set(target);
        foreach (ScriptStep<SimulatedUploadTarget> change in Changes)
        {
            change.Schedule(schedule, target);
        }
    }
}
