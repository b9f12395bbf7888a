using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>Goes through files as they were when it was asked for; what each answers is live (FILE-21).</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("CA51E165-C365-424C-8D41-24AAA4FF3C40")]
public partial interface IEnumBackgroundCopyFiles
{
    /// <summary>Hands out the next ones: S_OK, or S_FALSE if fewer are left than were asked for; places that stay empty are null.</summary>
    [PreserveSig]
    int Next(uint count, [Out, MarshalUsing(CountElementName = nameof(count))] IBackgroundCopyFile?[] files, out uint fetched);

    /// <summary>Leaves some out: S_OK, or S_FALSE if fewer are left.</summary>
    [PreserveSig]
    int Skip(uint count);

    /// <summary>Begins anew.</summary>
    void Reset();

    /// <summary>Another one that stands where this one does.</summary>
    void Clone(out IEnumBackgroundCopyFiles copy);

    /// <summary>How many there are from the first on.</summary>
    void GetCount(out uint count);
}
