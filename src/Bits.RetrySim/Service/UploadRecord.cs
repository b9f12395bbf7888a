namespace Bits.RetrySim;

/// <summary>How an upload stands with its server. Guarded by the service's lock.</summary>
internal sealed class UploadRecord
{
    /// <summary>Whether a server keeps what it has got (UP-3).</summary>
    internal bool HasSession { get; private set; }

    /// <summary>Until when the server application may answer to the whole file, in engine ticks (RETRY-24); 0: it has not been given all.</summary>
    internal long AnswerDue { get; private set; }

    /// <summary>Until when a server is told that no more comes, in engine ticks (LIFE-20).</summary>
    internal long SessionEndsBy { get; set; }

    /// <summary>The server takes what comes. Shares know no sessions.</summary>
    internal void Begin(string remoteName)
    {
        HasSession = FileNames.ProtocolOf(remoteName) == "http";
        AnswerDue = 0;
    }

    /// <summary>The server has all of it, and its application is waited for.</summary>
    internal void Await(long due) => AnswerDue = due;
}
