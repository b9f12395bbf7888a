namespace Bits.RetrySim;

// Files of this machine, from which BITS copies as it does from a server (FILE-4).
public sealed partial class SimulatedNetwork
{
    /// <summary>The drives of this machine.</summary>
    internal SimulatedHost ThisMachine { get; }

    /// <summary>What holds for files of this machine in place of the network's faults: nothing.</summary>
    internal FaultRules NoNetwork { get; } = new();

    /// <summary>The file of this machine that has a local name.</summary>
    internal SimulatedResource? FindSource_NeedsLock(string localName) => ThisMachine.FindResource_NeedsLock(RemoteAddress.OfLocalName(localName));

    /// <summary>
    /// Puts a file on a drive of this machine, to be fetched by a remote name such as <c>C:\depot\app.zip</c> or <c>file:///C:/depot/app.zip</c>
    /// (FILE-4), or to be sent by an upload that has it as local name (UP-1): then its size, its time stamp and its changes count, which make the upload
    /// fail (ERR-34), but no faults.
    /// </summary>
    /// <remarks>
    /// It is read without latency, at no bandwidth's cost, and always by ranges; faults of the network do not concern it, those of the resource do.
    /// Whatever lets it fail is told with a Windows code in the context of the remote file, and "file" as protocol: a file that is not scripted with
    /// 0x80070002, one whose directory holds none of those that are with 0x80070003, and a fault with a code of HTTP or WinHTTP as 0x80070035
    /// (ERR-29). The same goes for files on shares, <c>\\server\share\file</c>, which <see cref="Host"/> scripts as the path
    /// <c>/share/file</c>; a server without a script is 0x80070035.
    /// </remarks>
    /// <param name="path">A full path with its drive, in any case; one of Unix can be sent only.</param>
    /// <param name="sizeBytes">Its size in bytes, from 0.</param>
    /// <param name="lastModified">Its time stamp; 2000-01-01T00:00:00Z when not given.</param>
    /// <returns>The resource, to script further.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="path"/> is <see langword="null"/> or not such a path.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="sizeBytes"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">There is already such a file: use <see cref="LocalSource(string)"/> to script it further.</exception>
    public SimulatedResource LocalSource(string path, long sizeBytes, DateTimeOffset? lastModified = null)
    {
        string key = RemoteAddress.CheckLocalSource(path, nameof(path));
        SimulatedResource.CheckSize(sizeBytes, nameof(sizeBytes));
        return ThisMachine.Add(key, sizeBytes, lastModified);
    }

    /// <summary>A file that was put on a drive of this machine before.</summary>
    /// <param name="path">Its path, in any case.</param>
    /// <returns>The resource, to script further.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="path"/> is <see langword="null"/> or not a full path with a drive.</exception>
    /// <exception cref="InvalidOperationException">There is no such file.</exception>
    public SimulatedResource LocalSource(string path)
    {
        string key = RemoteAddress.CheckLocalSource(path, nameof(path));
        return ThisMachine.Find(key)
            ?? throw new InvalidOperationException($"There is no local source {key} yet. Put it there with its size: LocalSource(\"{key}\", sizeBytes).");
    }
}
