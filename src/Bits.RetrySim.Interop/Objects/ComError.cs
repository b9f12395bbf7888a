using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>Why a job failed, as a client of COM has it.</summary>
[GeneratedComClass]
internal sealed unsafe partial class ComError(BackgroundCopyError error, ComSession session) : ComSubject<BackgroundCopyError>(error, session), IErrorSlots
{
    public int GetError(BG_ERROR_CONTEXT* context, int* code)
    {
        Zero(context);
        Zero(code);
        if (context is null || code is null)
        {
            return Null(context is null ? nameof(context) : nameof(code));
        }

        (*context, *code) = ((BG_ERROR_CONTEXT)Subject.Context, Subject.Code);
        return Ok;
    }

    public int GetFile(nint* file) => Get(file, Session, static (error, session) => session.PointerTo(
        error.File ?? throw new BitsException("The error is not about a file.", HResults.BG_E_FILE_NOT_AVAILABLE)));

    public int GetErrorDescription(uint languageId, char** description) =>
        Get(description, unchecked((int)languageId), static (error, language) => error.GetDescription(language));

    public int GetErrorContextDescription(uint languageId, char** description) =>
        Get(description, unchecked((int)languageId), static (error, language) => error.GetContextDescription(language));

    public int GetProtocol(char** protocol) => Get(protocol, static error =>
        error.Protocol ?? throw new BitsException("The error is not about a protocol.", HResults.BG_E_PROTOCOL_NOT_AVAILABLE));
}
