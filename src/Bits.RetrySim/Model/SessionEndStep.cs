namespace Bits.RetrySim;

/// <summary>How far a server has been told that no more comes of an upload which was cancelled (LIFE-20, UP-5).</summary>
public enum SessionEndStep
{
    /// <summary>A request goes out that tells the server.</summary>
    Sent = 0,

    /// <summary>The server has heard it, and forgets what it has got.</summary>
    Taken = 1,

    /// <summary>The server has answered with a status from 100 to 499: it is not told again.</summary>
    Refused = 2,

    /// <summary>The request has failed, or could not be made: the server is told again after the retry delay.</summary>
    Failed = 3,

    /// <summary>As <see cref="Failed"/>, and the time is over in which the server is told again.</summary>
    GivenUp = 4,
}
