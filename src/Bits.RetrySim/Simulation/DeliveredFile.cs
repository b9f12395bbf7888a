using System.Globalization;
using System.Text;

namespace Bits.RetrySim;

/// <summary>A file that <see cref="BackgroundCopyJob.Complete"/> has put in its place in <see cref="SimulatedFiles"/>.</summary>
/// <param name="LocalName">Where it lies, as the client wrote it.</param>
/// <param name="Size">Its size in bytes, from 0.</param>
/// <param name="LastModified">Which version it is: its time stamp as the server told it; null if the server told none.</param>
/// <param name="RemoteName">Where it came from, as the client wrote it.</param>
/// <param name="Job">The creation number of the job that fetched it, from 1.</param>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record DeliveredFile(string LocalName, long Size, DateTimeOffset? LastModified, string RemoteName, int Job)
{
    /// <summary>When it was made, for the file system: of what came over http, when the server says that it was last modified (FILE-10).</summary>
    /// <value>Null if the server told no time stamp, and for files of shares and drives.</value>
    public DateTimeOffset? CreationTime => FileNames.ProtocolOf(RemoteName) == "http" ? LastModified : null;

    // The same in every culture, and without what is secret in names.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"LocalName = {FileNames.Shown(LocalName)}, Size = {Size}, LastModified = {LastModified:O}, RemoteName = {FileNames.Shown(RemoteName)}, Job = {Job}");
        return true;
    }
}
