using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A second user whose rights a job uses, from BITS 4.0 on; by a cast of the job (NET-7).</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("9A2584C3-F7D2-457A-9A5E-22B67BFFC7D2")]
public partial interface IBitsTokenOptions
{
    /// <summary><see cref="BackgroundCopyJobHelperToken.Options"/>, from <see cref="BitsConstants"/>.</summary>
    void SetHelperTokenFlags(uint flags);

    /// <summary><see cref="BackgroundCopyJobHelperToken.Options"/>.</summary>
    void GetHelperTokenFlags(out uint flags);

    /// <summary>
    /// <see cref="BackgroundCopyJobHelperToken.Set"/>, with the caller: who was given to <see cref="BackgroundCopyManager.As"/>, or else the job's owner.
    /// </summary>
    void SetHelperToken();

    /// <summary><see cref="BackgroundCopyJobHelperToken.Clear"/>.</summary>
    void ClearHelperToken();

    /// <summary>The security identifier of <see cref="BackgroundCopyJobHelperToken.User"/>; null if there is none.</summary>
    void GetHelperTokenSid(out string? sid);
}
