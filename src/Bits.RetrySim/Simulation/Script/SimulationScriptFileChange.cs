using System.Globalization;
using System.Text;

namespace Bits.RetrySim;

/// <summary>A file of a <see cref="SimulationScript"/> is replaced; see <see cref="SimulatedResource.ChangesAt(TimeSpan, long, DateTimeOffset)"/>.</summary>
/// <param name="At">When (<c>at</c>), since the simulation's start.</param>
/// <param name="Size">The new size in bytes (<c>size</c>), from 0.</param>
/// <param name="LastModified">The new time stamp (<c>lastModified</c>).</param>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record SimulationScriptFileChange(TimeSpan At, long Size, DateTimeOffset LastModified)
{
    /// <summary>The new tag (<c>tag</c>); see <see cref="SimulatedResource.WithTag"/>.</summary>
    /// <value><see langword="null"/>, the tag that the file has, when the script does not say.</value>
    public string? Tag { get; internal init; }

    // The same in every culture.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"At = {At:c}, Size = {Size}, LastModified = {LastModified:O}, Tag = {Tag}");
        return true;
    }
}
