namespace Bits.RetrySim;

/// <summary>What becomes of a job that its manager's <see cref="BackgroundCopyEvents"/> tell.</summary>
internal enum JobChange : byte
{
    Added,
    Removed,
    Transferred,
    Failed,
    Modified,
}
