namespace Bits.RetrySim;

/// <summary>A scripted file as it is from an instant or from a request on.</summary>
/// <param name="From">Since when, in ticks since the simulation's start, or since which request of the file.</param>
/// <param name="File">Its size and time stamp.</param>
/// <param name="Tag">Its tag in place of the time stamp; none of its own: as the file has it.</param>
internal readonly record struct SimulatedVersion(long From, FileVersion File, long Tag = FileVersion.NoTimeStamp);
