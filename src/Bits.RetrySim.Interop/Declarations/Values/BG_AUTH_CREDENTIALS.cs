using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>Credentials for a server or a proxy: <see cref="BackgroundCopyJobCredentials.Add"/> (PROP-22).</summary>
[NativeMarshalling(typeof(CredentialsMarshaller))]
public struct BG_AUTH_CREDENTIALS
{
    /// <summary>Who is shown them.</summary>
    public BG_AUTH_TARGET Target;

    /// <summary>How.</summary>
    public BG_AUTH_SCHEME Scheme;

    /// <summary>What is shown.</summary>
    public BG_AUTH_CREDENTIALS_UNION Credentials;
}
