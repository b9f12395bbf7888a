namespace Bits.RetrySim.Tests;

/// <summary>What a <see cref="FaultServer"/> does to one request in place of serving it well.</summary>
internal abstract record ServerFault
{
    /// <summary>An answer with a status and no body.</summary>
    internal sealed record Status(int Code, string? HeaderName = null, string? HeaderValue = null) : ServerFault;

    /// <summary>The connection ends after so many bytes of the body; -1: it is reset before any answer.</summary>
    internal sealed record Drop(long AfterBytes) : ServerFault;

    /// <summary>Nothing more comes after so many bytes of the body, until the client goes; -1: not even an answer.</summary>
    internal sealed record Stall(long AfterBytes) : ServerFault;

    /// <summary>One byte at a time.</summary>
    internal sealed record Dribble : ServerFault;

    /// <summary>The whole file, whatever part was asked for.</summary>
    internal sealed record IgnoreRange : ServerFault;

    /// <summary>206 with another range than the one that was asked for.</summary>
    internal sealed record WrongRange(long Shift = 1) : ServerFault;

    /// <summary>206 without a Content-Range.</summary>
    internal sealed record NoContentRange : ServerFault;

    /// <summary>No Content-Length, neither to HEAD nor to GET.</summary>
    internal sealed record NoLength : ServerFault;

    /// <summary>A part that does not say of which version it is.</summary>
    internal sealed record Terse : ServerFault;

    /// <summary>A body that says it is packed.</summary>
    internal sealed record Packed : ServerFault;

    /// <summary>A body of several parts where one was asked for.</summary>
    internal sealed record Multipart : ServerFault;

    /// <summary>Another version of the file is there from this request on.</summary>
    internal sealed record Replace(ServedFile By) : ServerFault;

    /// <summary>The client is sent elsewhere.</summary>
    internal sealed record Redirect(string Target, int Code = 302) : ServerFault;
}
