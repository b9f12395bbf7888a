namespace Bits.RetrySim;

/// <summary>The job event that waits to be told.</summary>
internal enum JobNotice : byte
{
    None,
    Transferred,
    Error,
}
