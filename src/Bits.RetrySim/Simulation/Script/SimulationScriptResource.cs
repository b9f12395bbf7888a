using System.Globalization;
using System.Text;

namespace Bits.RetrySim;

/// <summary>A file of a <see cref="SimulationScript"/>, as <see cref="SimulatedResource"/> describes it.</summary>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record SimulationScriptResource
{
    internal SimulationScriptResource(string path, long size) => (Path, Size) = (path, size);

    /// <summary>The path on the host.</summary>
    public string Path { get; }

    /// <summary>The size in bytes (<c>size</c>), from 0.</summary>
    public long Size { get; }

    /// <summary>The time stamp (<c>lastModified</c>).</summary>
    /// <value><see langword="null"/>, the resource's default, when the script does not say.</value>
    public DateTimeOffset? LastModified { get; internal init; }

    /// <summary>Whether the server tells the size (<c>contentLength</c>).</summary>
    /// <value><see langword="true"/> when the script does not say.</value>
    public bool HasContentLength { get; internal init; } = true;

    /// <summary>Whether the server knows ranges (<c>ranges</c>).</summary>
    /// <value><see langword="true"/> when the script does not say.</value>
    public bool HasRanges { get; internal init; } = true;

    /// <summary>Whether the server tells the time stamp (<c>timeStamp</c>).</summary>
    /// <value><see langword="true"/> when the script does not say.</value>
    public bool HasTimeStamp { get; internal init; } = true;

    /// <summary>When the file is replaced (<c>changes</c>).</summary>
    public IReadOnlyList<SimulationScriptFileChange> Changes { get; internal init; } = [];

    /// <summary>Outages of this file (<c>outages</c>).</summary>
    public IReadOnlyList<SimulationScriptOutage> Outages { get; internal init; } = [];

    /// <summary>Faults of this file (<c>faults</c>).</summary>
    public IReadOnlyList<SimulationScriptFault> Faults { get; internal init; } = [];

    // The same in every culture, and without queries.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"Path = {FileNames.ShownPath(Path)}, Size = {Size}, LastModified = {LastModified:O}, HasContentLength = {HasContentLength}, HasRanges = {HasRanges}, ");
        text.Append(
            CultureInfo.InvariantCulture,
            $"HasTimeStamp = {HasTimeStamp}, Changes = {Changes.Count}, Outages = {Outages.Count}, Faults = {Faults.Count}");
        return true;
    }

    internal void ApplyTo(SimulatedHost host)
    {
        SimulatedResource resource = host.Resource(Path, Size, LastModified);
        _ = HasContentLength ? resource : resource.WithoutContentLength();
        _ = HasRanges ? resource : resource.WithoutRanges();
        _ = HasTimeStamp ? resource : resource.WithoutTimeStamp();
        foreach (SimulationScriptFileChange change in Changes)
        {
            resource.ChangesAt(change.At, change.Size, change.LastModified);
        }

        foreach (SimulationScriptOutage outage in Outages)
        {
            resource.Outage(outage.From, outage.To, outage.Fault);
        }

        foreach (SimulationScriptFault fault in Faults)
        {
            if (fault.AtByte is { } at)
            {
                resource.AddByteFault(at, fault.Fault, fault.Once);
            }
            else
            {
                _ = fault.FirstRequest is { } first
                    ? resource.OnRequests(first, fault.LastRequest ?? first, fault.Fault)
                    : resource.Fails(fault.Fault);
            }
        }
    }
}
