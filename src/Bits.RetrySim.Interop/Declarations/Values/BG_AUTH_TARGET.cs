namespace Bits.RetrySim.Interop;

/// <summary>Who is shown credentials (PROP-22).</summary>
public enum BG_AUTH_TARGET
{
    /// <summary><see cref="BackgroundCopyAuthTarget.Server"/>.</summary>
    BG_AUTH_TARGET_SERVER = 1,

    /// <summary><see cref="BackgroundCopyAuthTarget.Proxy"/>.</summary>
    BG_AUTH_TARGET_PROXY = 2,
}
