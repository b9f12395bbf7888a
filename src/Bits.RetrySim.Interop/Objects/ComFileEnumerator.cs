using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>Goes through the files of a job.</summary>
[GeneratedComClass]
internal sealed unsafe partial class ComFileEnumerator(IReadOnlyList<BackgroundCopyFile> files, ComSession session, int next = 0)
    : ComEnumerator<BackgroundCopyFile>(files, session, session.PointerTo, next), IEnumFilesSlots
{
    int IEnumFilesSlots.Next(uint count, nint* files, uint* fetched) => Next(count, files, fetched);

    public int Clone(nint* copy) => Get(copy, this, static (files, one) => ComPointer.Of(new ComFileEnumerator(files, one.Session, one.Position), ComPointer.IdOf<IEnumFilesSlots>()));
}
