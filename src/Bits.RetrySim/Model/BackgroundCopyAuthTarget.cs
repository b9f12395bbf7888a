namespace Bits.RetrySim;

/// <summary>Who is to accept credentials, with the numbers of BG_AUTH_TARGET (section 19).</summary>
public enum BackgroundCopyAuthTarget
{
    /// <summary>The server, which asks with status 401.</summary>
    Server = 1,

    /// <summary>The proxy, which asks with status 407.</summary>
    Proxy = 2,
}
