using System.Globalization;

namespace Bits.RetrySim;

/// <summary>One request that a <see cref="SimulatedHost"/> was sent, and its answer; HEAD and GET of one attempt are one.</summary>
/// <param name="Number">The how-manieth request of the host it is, from 1; it counts as <see cref="SimulatedHost.RequestCount"/> does.</param>
/// <param name="Instant">When the attempt began: time of the network, which begins with its first manager; of a simulation, since its start.</param>
/// <param name="Job">The job's creation number, from 1.</param>
/// <param name="Path">The path, escaped, without the query, which may hold a signature.</param>
/// <param name="Offset">The byte from which the file is asked for, from 0.</param>
/// <threadsafety>Immutable; safe for use by any number of threads. Does not follow the attempt; read <see cref="SimulatedHost.Requests"/> anew.</threadsafety>
public sealed record SimulatedRequest(long Number, TimeSpan Instant, int Job, string Path, long Offset)
{
    /// <summary>Whether there has been an answer, or a failure in its place.</summary>
    /// <value>False while the attempt still waits, and for one that was stopped before.</value>
    public bool IsAnswered { get; init; }

    /// <summary>The HTTP status: 200 for a file from its beginning, 206 from a later byte and for ranges, or that of an error. What becomes of the body does not matter.</summary>
    /// <value>Null where there is none: without an answer, where the connection failed, and for files of shares.</value>
    public int? Status { get; init; }

    /// <summary>The HRESULT with which the request failed.</summary>
    /// <value>0 if it was accepted, or not answered.</value>
    public int Code { get; init; }

    /// <summary>The headers of the answer that were scripted with <see cref="SimulatedFault.WithHeader"/> and <see cref="SimulatedResource.WithHeader"/>.</summary>
    /// <value>By their names, whose case does not matter; empty if none was scripted, or nothing answered.</value>
    public IReadOnlyDictionary<string, string> Headers => HeaderLines.Read(HeaderText);

    /// <summary>The HTTP method, <c>GET</c> unless the job has one of its own (PROP-24).</summary>
    public string Method { get; init; } = "GET";

    /// <summary>The headers that the job sent, <see cref="BackgroundCopyJobHttp.CustomHeaders"/> (HTTP-7).</summary>
    /// <value>By their names, whose case does not matter; of several of one name the last one. They may be secret: <see cref="ToString"/> does not show them.</value>
    public IReadOnlyDictionary<string, string> RequestHeaders => Bits.RetrySim.RequestHeaders.Read(RequestHeaderText);

    /// <summary>The parts of the file that are asked for (FILE-11, FILE-24); <see cref="Offset"/> counts over them.</summary>
    /// <value>Null: the whole file.</value>
    public IReadOnlyList<BackgroundCopyFileRange>? Ranges { get; init; }

    /// <summary>Whether a file is fetched or sent, or the server told that no more of it comes.</summary>
    public TransferPurpose Purpose { get; init; }

    /// <summary>The packets of the upload protocol that it consists of (UP-2).</summary>
    public BitsPackets Packets { get; init; }

    /// <summary>In how many parts the bytes were sent (UP-4).</summary>
    public long Fragments { get; init; }

    internal string? RequestHeaderText { get; init; }

    internal string HeaderText { get; init; } = "";

    /// <summary>The request in a line, as in <c>+00:10:00, job 1, /app.zip at byte 0: 503</c>.</summary>
    /// <returns>One line, the same in every culture.</returns>
    public override string ToString()
    {
        string answer = !IsAnswered ? "no answer"
            : Status is { } status ? status.ToString(CultureInfo.InvariantCulture)
            : Code == 0 ? "accepted"
            : ErrorText.Format(Code);
        string headers = string.Concat(HeaderLines.Split(HeaderText).Select(static line => $", {SafeText.OneLine(line)}"));
        return FormattableString.Invariant($"{InstantText.Of(Instant)}, job {Job}, {SafeText.OneLine(Path)} at byte {Offset}{(Ranges is { } ranges ? $" of {ranges.Count} ranges" : "")}: {answer}{headers}");
    }
}
