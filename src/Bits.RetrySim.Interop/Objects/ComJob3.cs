using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A job of BITS 2.0: parts of files, and other servers.</summary>
[GeneratedComClass]
internal unsafe partial class ComJob3(BackgroundCopyJob job, ComSession session) : ComJob2(job, session), IJob3Slots
{
    public int ReplaceRemotePrefix(char* oldPrefix, char* newPrefix) => Answer(
        (Old: Text(oldPrefix), New: Text(newPrefix)), static (job, prefix) => job.ReplaceRemotePrefix(prefix.Old!, prefix.New!) ? Ok : False);

    public int AddFileWithRanges(char* remoteUrl, char* localName, uint rangeCount, BG_FILE_RANGE* ranges) => ranges is null
        ? Null(nameof(ranges))
        : Do(
            (Remote: Text(remoteUrl), Local: Text(localName), Ranges: new RangesInMemory(ranges, rangeCount)),
            static (job, file) => job.AddFileWithRanges(file.Remote!, file.Local!, file.Ranges));

    public int SetFileACLFlags(uint flags) => Do(flags, static (job, value) => job.FileSharing.FileAclOptions = (BackgroundCopyFileAclOptions)unchecked((int)value));

    public int GetFileACLFlags(uint* flags) => Get(flags, static job => unchecked((uint)(int)job.FileSharing.FileAclOptions));
}
