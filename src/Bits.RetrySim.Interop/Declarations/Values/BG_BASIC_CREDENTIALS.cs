namespace Bits.RetrySim.Interop;

/// <summary>A user name and a password (PROP-22).</summary>
public struct BG_BASIC_CREDENTIALS
{
    /// <summary>At most 300 characters; null: who is logged on, for NTLM and Negotiate.</summary>
    public string? UserName;

    /// <summary>At most 65,536 characters.</summary>
    public string? Password;
}
