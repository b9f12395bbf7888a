using System.Collections;
using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary>Files as a client hands them over: read one after the other, and no further than they are asked for.</summary>
internal sealed unsafe class FilesInMemory(FileInfoSlot* files, uint count) : IEnumerable<BackgroundCopyFileInfo>
{
    public IEnumerator<BackgroundCopyFileInfo> GetEnumerator()
    {
        for (uint i = 0; i < count; i++)
        {
            yield return At(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private BackgroundCopyFileInfo At(uint index) =>
        new(Marshal.PtrToStringUni((nint)files[index].RemoteName)!, Marshal.PtrToStringUni((nint)files[index].LocalName)!);
}
