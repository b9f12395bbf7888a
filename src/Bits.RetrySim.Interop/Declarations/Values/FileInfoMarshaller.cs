using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>Brings <see cref="BG_FILE_INFO"/> across.</summary>
[CustomMarshaller(typeof(BG_FILE_INFO), MarshalMode.Default, typeof(FileInfoMarshaller))]
internal static unsafe class FileInfoMarshaller
{
    internal static FileInfoSlot ConvertToUnmanaged(BG_FILE_INFO managed) => new()
    {
        RemoteName = (char*)Utf16StringMarshaller.ConvertToUnmanaged(managed.RemoteName),
        LocalName = (char*)Utf16StringMarshaller.ConvertToUnmanaged(managed.LocalName),
    };

    internal static BG_FILE_INFO ConvertToManaged(FileInfoSlot unmanaged) => new()
    {
        RemoteName = Utf16StringMarshaller.ConvertToManaged((ushort*)unmanaged.RemoteName)!,
        LocalName = Utf16StringMarshaller.ConvertToManaged((ushort*)unmanaged.LocalName)!,
    };

    internal static void Free(FileInfoSlot unmanaged)
    {
        Utf16StringMarshaller.Free((ushort*)unmanaged.RemoteName);
        Utf16StringMarshaller.Free((ushort*)unmanaged.LocalName);
    }
}
