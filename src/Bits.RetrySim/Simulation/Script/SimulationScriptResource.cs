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

    /// <summary>The tag (<c>tag</c>); see <see cref="SimulatedResource.WithTag"/>.</summary>
    /// <value><see langword="null"/>, none, when the script does not say.</value>
    public string? Tag { get; internal init; }

    /// <summary>The SHA-256 hash of what it holds (<c>sha256</c>); see <see cref="SimulatedResource.WithSha256"/>.</summary>
    /// <value><see langword="null"/>, the one that is expected, when the script does not say.</value>
    public string? Sha256 { get; internal init; }

    /// <summary>The headers of its answers (<c>headers</c>), a line each.</summary>
    internal IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>When it is put there (<c>from</c>); null: it is there from the beginning.</summary>
    internal ScriptStep<SimulatedResource>? Appears { get; init; }

    /// <summary>What changes by requests, and else than by another version.</summary>
    internal IReadOnlyList<Action<SimulatedResource>> Versions { get; init; } = [];

    internal IReadOnlyList<ScriptStep<SimulatedResource>> Steps { get; init; } = [];

    internal bool IsTimed => Appears is not null || Steps.Count > 0;

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

    /// <summary>Says where those who ask for it are sent.</summary>
    internal Action<SimulatedResource> Redirect { get; init; } = static _ => { };

    /// <summary>Puts it where it belongs, now or at its time.</summary>
    /// <param name="put">Puts a file there.</param>
    /// <param name="schedule">Arms what has its time.</param>
    internal void ApplyTo(Func<string, long, DateTimeOffset?, SimulatedResource> put, ScriptSchedule schedule)
    {
        if (Appears is { } from)
        {
            schedule(from.At, from.Node, () => Fill(put(Path, Size, LastModified), schedule));
        }
        else
        {
            Fill(put(Path, Size, LastModified), schedule);
        }
    }

    private void Fill(SimulatedResource resource, ScriptSchedule schedule)
    {
        _ = HasContentLength ? resource : resource.WithoutContentLength();
        _ = HasRanges ? resource : resource.WithoutRanges();
        _ = HasTimeStamp ? resource : resource.WithoutTimeStamp();
        _ = Tag is null ? resource : resource.WithTag(Tag);
        _ = Sha256 is null ? resource : resource.WithSha256(Sha256);
        Redirect(resource);
        foreach ((string name, string value) in Headers)
        {
            resource.WithHeader(name, value);
        }

        foreach (SimulationScriptFileChange change in Changes)
        {
            _ = change.Tag is null
                ? resource.ChangesAt(change.At, change.Size, change.LastModified)
                : resource.ChangesAt(change.At, change.Size, change.LastModified, change.Tag);
        }

        foreach (Action<SimulatedResource> version in Versions)
        {
            version(resource);
        }

        foreach (SimulationScriptOutage outage in Outages)
        {
            resource.Outage(outage.From, outage.To, outage.Fault);
        }

        foreach (SimulationScriptFault fault in Faults)
        {
            fault.ApplyTo(resource);
        }

        foreach (ScriptStep<SimulatedResource> step in Steps)
        {
            step.Schedule(schedule, resource);
        }
    }
}
