namespace Bits.RetrySim;

/// <summary>The packets of the upload protocol that a request to a <see cref="SimulatedHost"/> consists of, in the order in which they are sent (UP-2).</summary>
[Flags]
public enum BitsPackets
{
    /// <summary>A file is fetched, or the request was not taken, or goes to a share.</summary>
    None = 0,

    /// <summary>Create-Session: the server is to keep what comes for this job.</summary>
    CreateSession = 1,

    /// <summary>Fragment: a part of the file; <see cref="SimulatedRequest.Fragments"/> counts them.</summary>
    Fragment = 2,

    /// <summary>Close-Session: all has been sent, and the server application is given the file.</summary>
    CloseSession = 4,

    /// <summary>Cancel-Session: no more comes, since the job was cancelled (LIFE-20).</summary>
    CancelSession = 8,
}
