namespace Bits.RetrySim.Native;

/// <summary>Faults as one number: an HTTP status, an HRESULT, or one of two that take their time.</summary>
internal static class NativeFault
{
    private const int ConnectTimeout = 1;
    private const int NoAnswer = 2;

    /// <exception cref="ArgumentException">It is none (E_INVALIDARG).</exception>
    internal static SimulatedFault Of(int fault) => fault switch
    {
        < 0 => SimulatedFault.HResult(fault),
        ConnectTimeout => SimulatedFault.ConnectTimeout,
        NoAnswer => SimulatedFault.NoAnswer,
        _ => SimulatedFault.HttpStatus(fault),
    };
}
