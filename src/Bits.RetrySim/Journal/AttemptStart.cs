namespace Bits.RetrySim;

/// <summary>The start of an attempt as loggers and listeners are told of it.</summary>
/// <param name="Job">The job's creation number.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="Attempt">The number of the attempt, from 1.</param>
/// <param name="File">The number of the file that is fetched first, from 1.</param>
/// <param name="Offset">The byte at which the file goes on.</param>
/// <param name="Time">When the attempt starts, by the system time.</param>
internal sealed record AttemptStart(int Job, BackgroundCopyJobPriority Priority, int Attempt, int File, long Offset, DateTimeOffset Time);
