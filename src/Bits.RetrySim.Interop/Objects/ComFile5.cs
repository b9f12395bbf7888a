using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A file of BITS 5.0: a numbered property.</summary>
[GeneratedComClass]
internal unsafe partial class ComFile5(BackgroundCopyFile file, ComSession session) : ComFile4(file, session), IFile5Slots
{
    public int SetProperty(BITS_FILE_PROPERTY_ID property, BITS_FILE_PROPERTY_VALUE value) => Do(property, static (_, id) =>
    {
        Check(id);
        throw new BitsException("HTTP_RESPONSE_HEADERS can be read only.", HResults.BG_E_READ_ONLY_PROPERTY);
    });

    public int GetProperty(BITS_FILE_PROPERTY_ID property, BITS_FILE_PROPERTY_VALUE* value) => Get((char**)value, property, static (file, id) =>
    {
        Check(id);
        return file.ResponseHeaders;
    });

    private static void Check(BITS_FILE_PROPERTY_ID id)
    {
        if (id != BITS_FILE_PROPERTY_ID.BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS)
        {
            throw new BitsException(FormattableString.Invariant($"{(int)id} is not the number of a property of files; 1 (HTTP_RESPONSE_HEADERS) is."), HResults.BG_E_UNKNOWN_PROPERTY_ID);
        }
    }
}
