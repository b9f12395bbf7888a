namespace Bits.RetrySim;

/// <summary>
/// The reply of an upload (UP-6). Once the file to send is known it is the second file of the job, fetched like any other; clients see the first only.
/// Guarded by the service's lock.
/// </summary>
internal sealed class ReplyRecord
{
    /// <summary>What the reply holds, where somebody said it; null: nobody has.</summary>
    internal ReadOnlyMemory<byte>? Content { get; private set; }

    /// <summary>The local name that the client gave; null: one that follows from the file that is sent.</summary>
    internal string? LocalName { get; private set; }

    /// <summary>Null until there is a file to send.</summary>
    internal FileRecord? File { get; private set; }

    internal void Rename(string localName)
    {
        LocalName = localName;
        File?.MoveTo(localName);
    }

    /// <summary>The reply to a file that may be added.</summary>
    internal FileRecord Expect(JobRecord job, FileRecord sent) => new(FileRecord.NotYetNamed, LocalName ?? FileNames.ReplyOf(sent.LocalName, job.Number));

    /// <summary>The file has been added.</summary>
    internal void Begin(FileRecord reply) => File = reply;

    /// <summary>
    /// The file that was sent, or the reply, has arrived. A server application that does not say where a reply is has none: then that has arrived as well.
    /// </summary>
    /// <returns>How many files arrive with this one.</returns>
    internal int Follow(FileRecord arrived, TransferAnswer? answer)
    {
        FileRecord file = File!;
        if (arrived == file)
        {
            // What was scripted of a file that was replaced since is another one's content.
            Content = answer?.Content is { } content && content.Length == file.Bytes ? content : (ReadOnlyMemory<byte>?)null;
        }
        else if (answer?.ReplyName is { } name)
        {
            file.BecomeKnown(name);
        }
        else
        {
            file.Version = file.Version with { Size = 0 };
            file.Arrive();
            return 1;
        }

        return 0;
    }

    /// <summary>The reply comes back from a store.</summary>
    internal void Hold(ReadOnlyMemory<byte>? content) => Content = content;

    /// <summary>What the reply holds; zeros where nobody said what.</summary>
    internal byte[] Read() => Content?.ToArray() ?? new byte[File!.Bytes];
}
