namespace Bits.RetrySim;

/// <summary>What a request meets on its way to a file; nothing, if it comes through.</summary>
/// <param name="Code">With what it fails; 0: it does not.</param>
/// <param name="Fault">The fault that makes it fail, if one does.</param>
/// <param name="Certificate">What the job's client has to approve before it goes on; null: nothing.</param>
internal readonly record struct Encounter(int Code, SimulatedFault? Fault = null, BackgroundCopyServerCertificate? Certificate = null)
{
    /// <summary>Whether the request comes no further.</summary>
    internal bool Holds => Code != 0 || Certificate is not null;
}
