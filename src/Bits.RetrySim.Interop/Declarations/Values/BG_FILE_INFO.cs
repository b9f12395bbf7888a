using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A file to add: <see cref="BackgroundCopyFileInfo"/>.</summary>
[NativeMarshalling(typeof(FileInfoMarshaller))]
public struct BG_FILE_INFO
{
    /// <summary>Where it is.</summary>
    public string RemoteName;

    /// <summary>Where it goes.</summary>
    public string LocalName;
}
