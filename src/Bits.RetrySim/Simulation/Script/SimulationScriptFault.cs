namespace Bits.RetrySim;

/// <summary>A fault of a <see cref="SimulationScript"/>: of all requests, of some, or at a byte of a file.</summary>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record SimulationScriptFault
{
    internal SimulationScriptFault(SimulatedFault fault) => Fault = fault;

    /// <summary>
    /// What goes wrong (<c>hresult</c>, <c>httpStatus</c>, <c>connectTimeout</c>, <c>noAnswer</c>, <c>dropAfter</c>, <c>stallAfter</c>,
    /// <c>drop</c> or <c>stall</c>).
    /// </summary>
    public SimulatedFault Fault { get; }

    /// <summary>The first request it strikes (<c>requests</c>: <c>3</c> or <c>"1-3"</c>).</summary>
    /// <value>From 1; <see langword="null"/> when it does not depend on the request.</value>
    public long? FirstRequest { get; internal init; }

    /// <summary>The last request it strikes.</summary>
    /// <value>Not below <see cref="FirstRequest"/>; <see langword="null"/> when it does not depend on the request.</value>
    public long? LastRequest { get; internal init; }

    /// <summary>The byte of the file at which it strikes (<c>atByte</c>).</summary>
    /// <value>From 0; <see langword="null"/> when it does not depend on the byte.</value>
    public long? AtByte { get; internal init; }

    /// <summary>Whether only the first attempt that comes to the byte is struck (<c>once</c>).</summary>
    public bool Once { get; internal init; }

    /// <summary>Writes it into a scope in which it does not depend on a byte.</summary>
    internal void ApplyTo(FaultScope scope)
    {
        if (FirstRequest is { } first)
        {
            scope.OnRequests(first, LastRequest ?? first, Fault);
        }
        else
        {
            scope.Fails(Fault);
        }
    }

    internal void ApplyTo(SimulatedResource resource)
    {
        if (AtByte is { } at)
        {
            resource.AddByteFault(at, Fault, Once);
        }
        else
        {
            ApplyTo(resource.Faults);
        }
    }
}
