namespace Bits.RetrySim.Interop;

/// <summary>What is shown; all schemes take a name and a password.</summary>
public struct BG_AUTH_CREDENTIALS_UNION
{
    /// <summary>The name and the password.</summary>
    public BG_BASIC_CREDENTIALS Basic;
}
