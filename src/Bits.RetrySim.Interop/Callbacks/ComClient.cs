using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary>The object that a client has registered: the very pointer, and the newest interface that it has and the version knows.</summary>
internal sealed class ComClient : IDisposable
{
    private readonly ComReference _given;
    private readonly ComReference _interface;

    private ComClient(nint given, ComReference newest, Guid interfaceId)
    {
        _given = ComReference.To(given);
        _interface = newest;
        InterfaceId = interfaceId;
        Managed = ComWrappers.TryGetObject(given, out object? managed) ? managed : null;
    }

    /// <summary>Which interface it is.</summary>
    internal Guid InterfaceId { get; }

    /// <summary>
    /// The object itself, if it is one of this process: called as what it is, so that what it throws, a failed assertion for example, reaches whoever moves the clock. Through
    /// a pointer it would become an HRESULT, and thereby an answer (CB-4).
    /// </summary>
    internal object? Managed { get; }

    /// <summary>Asks the object for its newest interface.</summary>
    /// <param name="unknown">The object.</param>
    /// <param name="interfaces">The ids, the newest first; the last one it must have.</param>
    /// <exception cref="BitsException">It does not have it (as a rule E_NOINTERFACE).</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client has the reference from then on.")]
    internal static ComClient Of(nint unknown, params ReadOnlySpan<Guid> interfaces)
    {
        int hresult = 0;
        foreach (Guid id in interfaces)
        {
            if (ComReference.Query(unknown, id, out hresult) is { } newest)
            {
                return new ComClient(unknown, newest, id);
            }
        }

        throw new BitsException(
            FormattableString.Invariant($"The object does not have the interface {interfaces[^1]}; a class of C# needs [GeneratedComClass]. (0x{hresult:X8})"), hresult);
    }

    /// <summary>Calls the interface.</summary>
    internal int Call<TArgument>(TArgument argument, Func<nint, TArgument, int> call) => _interface.Call(argument, call);

    /// <summary>The pointer that was given, with a reference for the client.</summary>
    internal nint Lend() => _given.Lend();

    public void Dispose()
    {
        _interface.Dispose();
        _given.Dispose();
    }
}
