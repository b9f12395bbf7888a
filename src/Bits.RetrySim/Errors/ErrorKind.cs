namespace Bits.RetrySim;

/// <summary>What <see cref="ErrorClassification"/> can make of a code.</summary>
public enum ErrorKind
{
    /// <summary>Tried again after the job's minimum retry delay, as <see cref="ErrorClass.Transient"/>.</summary>
    Transient = 0,

    /// <summary>Not tried again, as <see cref="ErrorClass.Fatal"/>.</summary>
    Fatal = 1,
}
