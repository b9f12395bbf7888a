namespace Bits.RetrySim;

/// <summary>What becomes of a job that fails with a code.</summary>
public enum ErrorClass
{
    /// <summary>The job goes to TRANSIENT_ERROR and is tried again after its minimum retry delay.</summary>
    Transient = 0,

    /// <summary>The job goes to ERROR and stays there until the client acts.</summary>
    Fatal = 1,

    /// <summary>The job goes to TRANSIENT_ERROR until the condition behind the code ends; the retry delay plays no part (RETRY-14 to RETRY-16).</summary>
    WaitsForCondition = 2,
}
