using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>Brings <see cref="BG_AUTH_CREDENTIALS"/> across, and leaves no password in the memory that it frees.</summary>
[CustomMarshaller(typeof(BG_AUTH_CREDENTIALS), MarshalMode.Default, typeof(CredentialsMarshaller))]
internal static unsafe class CredentialsMarshaller
{
    internal static CredentialsSlot ConvertToUnmanaged(BG_AUTH_CREDENTIALS managed) => new()
    {
        Target = managed.Target,
        Scheme = managed.Scheme,
        UserName = (char*)Utf16StringMarshaller.ConvertToUnmanaged(managed.Credentials.Basic.UserName),
        Password = (char*)Utf16StringMarshaller.ConvertToUnmanaged(managed.Credentials.Basic.Password),
    };

    internal static BG_AUTH_CREDENTIALS ConvertToManaged(CredentialsSlot unmanaged) => new()
    {
        Target = unmanaged.Target,
        Scheme = unmanaged.Scheme,
        Credentials = new BG_AUTH_CREDENTIALS_UNION
        {
            Basic = new BG_BASIC_CREDENTIALS
            {
                UserName = Utf16StringMarshaller.ConvertToManaged((ushort*)unmanaged.UserName),
                Password = Utf16StringMarshaller.ConvertToManaged((ushort*)unmanaged.Password),
            },
        },
    };

    internal static void Free(CredentialsSlot unmanaged)
    {
        Marshal.ZeroFreeCoTaskMemUnicode((nint)unmanaged.UserName);
        Marshal.ZeroFreeCoTaskMemUnicode((nint)unmanaged.Password);
    }
}
