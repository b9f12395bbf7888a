using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A file of BITS 5.0.</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("85C1657F-DAFC-40E8-8834-DF18EA25717E")]
public partial interface IBackgroundCopyFile5 : IBackgroundCopyFile4
{
    /// <summary>BG_E_READ_ONLY_PROPERTY of the one that there is, BG_E_UNKNOWN_PROPERTY_ID of others.</summary>
    void SetProperty(BITS_FILE_PROPERTY_ID property, BITS_FILE_PROPERTY_VALUE value);

    /// <summary><see cref="BackgroundCopyFile.ResponseHeaders"/> (HTTP-8); BG_E_UNKNOWN_PROPERTY_ID of another number.</summary>
    void GetProperty(BITS_FILE_PROPERTY_ID property, out BITS_FILE_PROPERTY_VALUE value);
}
