using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>Makes and finds jobs, as <see cref="BackgroundCopyManager"/> does.</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("5CE34C0D-0DC9-4C1F-897C-DAA1B78CEE7C")]
public partial interface IBackgroundCopyManager
{
    /// <summary>
    /// Makes a job, suspended and empty: <see cref="BackgroundCopyManager.CreateJob(string, BackgroundCopyJobType, BackgroundCopyUser)"/> (LIFE-1).
    /// </summary>
    void CreateJob(string displayName, BG_JOB_TYPE type, out Guid jobId, out IBackgroundCopyJob job);

    /// <summary>Finds a job that is not in a final state: <see cref="BackgroundCopyManager.GetJob"/> (BG_E_NOT_FOUND, E_ACCESSDENIED; FILE-23).</summary>
    void GetJob(in Guid jobId, out IBackgroundCopyJob job);

    /// <summary>
    /// Lists the jobs of the caller, or with <see cref="BitsConstants.BG_JOB_ENUM_ALL_USERS"/> those of all users, which takes an administrator
    /// (E_ACCESSDENIED); another bit is E_NOTIMPL (FILE-22).
    /// </summary>
    void EnumJobs(uint flags, out IEnumBackgroundCopyJobs jobs);

    /// <summary>What an HRESULT means: <see cref="BackgroundCopyManager.GetErrorDescription(int, int)"/> (ERR-7).</summary>
    void GetErrorDescription(int hresult, uint languageId, out string description);
}
