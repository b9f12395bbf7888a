using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary><see cref="BG_AUTH_CREDENTIALS"/> as it lies in memory.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct CredentialsSlot
{
    internal BG_AUTH_TARGET Target;
    internal BG_AUTH_SCHEME Scheme;
    internal char* UserName;
    internal char* Password;
}
