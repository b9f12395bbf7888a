using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A file of BITS 1.0, as a client of COM has it.</summary>
[GeneratedComClass]
internal unsafe partial class ComFile(BackgroundCopyFile file, ComSession session) : ComSubject<BackgroundCopyFile>(file, session), IFileSlots
{
    public int GetRemoteName(char** remoteName) => Get(remoteName, static file => file.RemoteName);

    public int GetLocalName(char** localName) => Get(localName, static file => file.LocalName);

    public int GetProgress(BG_FILE_PROGRESS* progress) => Get(progress, static file =>
    {
        BackgroundCopyFileProgress now = file.Progress;
        return new BG_FILE_PROGRESS
        {
            BytesTotal = (ulong?)now.BytesTotal ?? BitsConstants.BG_SIZE_UNKNOWN,
            BytesTransferred = (ulong)now.BytesTransferred,
            Completed = now.Completed ? 1 : 0,
        };
    });
}
