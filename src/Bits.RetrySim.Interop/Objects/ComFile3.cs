using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A file of BITS 3.0: its temporary name, and whether it is good.</summary>
[GeneratedComClass]
internal unsafe partial class ComFile3(BackgroundCopyFile file, ComSession session) : ComFile2(file, session), IFile3Slots
{
    public int GetTemporaryName(char** temporaryName) => Get(temporaryName, static file =>
        file.TemporaryName ?? throw new BitsException("The file has no temporary name any more: its job has ended.", HResults.BG_E_INVALID_STATE));

    public int SetValidationState(int isValid) => Do(isValid != 0, static (file, value) => file.SetValidationState(value));

    public int GetValidationState(int* isValid) => Get(isValid, static file => file.IsValidated ? 1 : 0);

    public int IsDownloadedFromPeer(int* isFromPeer) => Get(isFromPeer, static _ => 0);
}
