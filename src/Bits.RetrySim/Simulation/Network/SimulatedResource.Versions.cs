namespace Bits.RetrySim;

// Which file the server has, and when.
public sealed partial class SimulatedResource
{
    // Ascending by time; the first holds from the beginning.
    private readonly List<SimulatedVersion> _versions;

    // Ascending by request.
    private readonly List<SimulatedVersion> _numbered = [];

    /// <summary>What versions tell that have no tag of their own.</summary>
    private long _tag = FileVersion.NoTimeStamp;

    /// <summary>The file is replaced. Running transfers begin again at 0 then, without an error, if size or time stamp is another one (CONS-2).</summary>
    /// <param name="at">When, since the simulation's start; a time that is past counts from now on.</param>
    /// <param name="sizeBytes">The new size in bytes, from 0.</param>
    /// <param name="lastModified">The new time stamp.</param>
    /// <returns>This resource.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// (E_INVALIDARG) <paramref name="at"/> is negative or above 366,000 days, or <paramref name="sizeBytes"/> is negative.
    /// </exception>
    public SimulatedResource ChangesAt(TimeSpan at, long sizeBytes, DateTimeOffset lastModified)
    {
        AddVersion(_versions, ScriptTime.CheckSpan(at, nameof(at)).Ticks, CheckSize(sizeBytes, nameof(sizeBytes)), lastModified, tag: null);
        return this;
    }

    /// <summary>As <see cref="ChangesAt(TimeSpan, long, DateTimeOffset)"/>, and the new file has another tag.</summary>
    /// <param name="at">When, since the simulation's start; a time that is past counts from now on.</param>
    /// <param name="sizeBytes">The new size in bytes, from 0.</param>
    /// <param name="lastModified">The new time stamp.</param>
    /// <param name="tag">The new tag; see <see cref="WithTag"/>.</param>
    /// <returns>This resource.</returns>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="tag"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// (E_INVALIDARG) <paramref name="at"/> is negative or above 366,000 days, or <paramref name="sizeBytes"/> is negative.
    /// </exception>
    public SimulatedResource ChangesAt(TimeSpan at, long sizeBytes, DateTimeOffset lastModified, string tag)
    {
        AddVersion(
            _versions, ScriptTime.CheckSpan(at, nameof(at)).Ticks, CheckSize(sizeBytes, nameof(sizeBytes)), lastModified, tag ?? throw Failure.Null(nameof(tag)));
        return this;
    }

    /// <summary>
    /// From a request on the server has another file, whatever was said by time. Bodies that flow are not touched: who was served before goes on with the
    /// file that was begun, and begins again at 0 with the next request, if size or time stamp is another one (CONS-2).
    /// </summary>
    /// <param name="request">Which attempt that asks for this file, counted from 1 as <see cref="RequestCount"/> does.</param>
    /// <param name="sizeBytes">The new size in bytes, from 0.</param>
    /// <param name="lastModified">The new time stamp.</param>
    /// <param name="tag">The new tag, see <see cref="WithTag"/>; null, the default: the tag that the file has.</param>
    /// <returns>This resource.</returns>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="request"/> is below 1, or <paramref name="sizeBytes"/> is negative.</exception>
    public SimulatedResource ChangesOnRequest(long request, long sizeBytes, DateTimeOffset lastModified, string? tag = null)
    {
        FaultScope.CheckRequest(request, nameof(request));
        AddVersion(_numbered, request, CheckSize(sizeBytes, nameof(sizeBytes)), lastModified, tag);
        return this;
    }

    /// <summary>
    /// The server tells a tag (ETag) of the file. BITS looks at it where no time stamp is told (<see cref="WithoutTimeStamp()"/>): another tag is another
    /// file then, and what was begun of the old one begins again at 0 (HTTP-6, CONS-2).
    /// </summary>
    /// <param name="tag">The tag from now on, of every version that has none of its own; null: the server tells none.</param>
    /// <returns>This resource.</returns>
    public SimulatedResource WithTag(string? tag)
    {
        _network.Edit(_ => _tag = Number_NeedsLock(tag));
        return this;
    }

    /// <summary>
    /// What the file holds, by its hash: a job that expects another one (<see cref="BackgroundCopyFile.ExpectedSha256"/>) fails with BG_E_VALIDATION_FAILED (0x80200053) when
    /// all of it has come, and one that expects none does not look. Of the parts of a file that is fetched by ranges it says nothing.
    /// </summary>
    /// <param name="sha256">The SHA-256 hash from now on, of every version, in 64 hexadecimal digits; null, the default: the one that is expected.</param>
    /// <returns>This resource.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) It has other characters, more or fewer.</exception>
    public SimulatedResource WithSha256(string? sha256)
    {
        string? hash = ContentHash.Check(sha256, nameof(sha256));
        _network.Edit(_ => HashAnswer_NeedsLock = hash is null ? null : TransferAnswer.None with { Sha256 = hash });
        return this;
    }

    /// <summary>The hash, as it is told with the end of the file; null: the one that is expected.</summary>
    internal TransferAnswer? HashAnswer_NeedsLock { get; private set; }

    /// <summary>The file as the server tells it at an instant, to the request of a number.</summary>
    internal FileVersion VersionAt_NeedsLock(long instant, long request) =>
        Last(_numbered, request) is { } numbered ? Told(numbered) : Told(Last(_versions, instant) ?? _versions[0]);

    /// <summary>The header that tells the tag; null if the server tells none.</summary>
    internal string? TagLine_NeedsLock(long instant, long request)
    {
        long tag = (Last(_numbered, request) ?? Last(_versions, instant) ?? _versions[0]).Tag is var own && own != FileVersion.NoTimeStamp ? own : _tag;
        return tag == FileVersion.NoTimeStamp ? null : "ETag: " + _network.TagOf_NeedsLock(FileVersion.NumberOfTag(tag));
    }

    /// <summary>When a file that was accepted is, or becomes, another one for that request; never when it does not change.</summary>
    internal bool TryNextChange_NeedsLock(long now, long request, in FileVersion accepted, out long instant, out FileVersion changed)
    {
        changed = VersionAt_NeedsLock(now, request);
        instant = now;
        if (accepted.DiffersFrom(changed))
        {
            return true;
        }

        foreach (SimulatedVersion later in _versions)
        {
            // Of several versions of one instant the last one counts.
            instant = later.From;
            changed = VersionAt_NeedsLock(instant, request);
            if (instant > now && accepted.DiffersFrom(changed))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The last version that is in force there; null if none is.</summary>
    private static SimulatedVersion? Last(List<SimulatedVersion> versions, long here)
    {
        int index = versions.Count - 1;
        while (index >= 0 && versions[index].From > here)
        {
            index--;
        }

        return index >= 0 ? versions[index] : null;
    }

    private void AddVersion(List<SimulatedVersion> versions, long from, long sizeBytes, DateTimeOffset lastModified, string? tag) => _network.Edit(_ =>
    {
        int index = versions.Count;
        while (index > 0 && versions[index - 1].From > from)
        {
            index--;
        }

        versions.Insert(index, new SimulatedVersion(from, new FileVersion(sizeBytes, lastModified.UtcTicks), Number_NeedsLock(tag)));
    });

    private long Number_NeedsLock(string? tag) => tag is null ? FileVersion.NoTimeStamp : FileVersion.OfTag(_network.NumberOfTag_NeedsLock(tag));

    private FileVersion Told(in SimulatedVersion version) => _hasTimeStamp
        ? version.File
        : version.File with { TimeStamp = version.Tag != FileVersion.NoTimeStamp ? version.Tag : _tag };
}
