using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A job of BITS 1.5: the notification command, replies and credentials.</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("54B50739-686F-45EB-9DFF-D6A9A0FAA9AF")]
public partial interface IBackgroundCopyJob2 : IBackgroundCopyJob
{
    /// <summary><see cref="BackgroundCopyJobNotifyCommand.Set"/> (CMD-1).</summary>
    void SetNotifyCmdLine(string? program, string? parameters);

    /// <summary><see cref="BackgroundCopyJob.NotifyCommand"/>; empty where none is set (CMD-8).</summary>
    void GetNotifyCmdLine(out string program, out string parameters);

    /// <summary><see cref="BackgroundCopyJobReply.Progress"/>; E_NOTIMPL but for upload-reply jobs (UP-6).</summary>
    void GetReplyProgress(out BG_JOB_REPLY_PROGRESS progress);

    /// <summary>
    /// <see cref="BackgroundCopyJobReply.GetData"/>: the bytes in memory that the caller frees with <see cref="Marshal.FreeCoTaskMem"/>, and how many they are
    /// (UP-6).
    /// </summary>
    void GetReplyData(out nint buffer, ref ulong length);

    /// <summary><see cref="BackgroundCopyJobReply.FileName"/> (UP-6).</summary>
    void SetReplyFileName(string? replyFileName);

    /// <summary><see cref="BackgroundCopyJobReply.FileName"/>.</summary>
    void GetReplyFileName(out string? replyFileName);

    /// <summary><see cref="BackgroundCopyJobCredentials.Add"/> (PROP-22).</summary>
    void SetCredentials(in BG_AUTH_CREDENTIALS credentials);

    /// <summary><see cref="BackgroundCopyJobCredentials.Remove"/>: S_OK, or S_FALSE if there were none.</summary>
    [PreserveSig]
    int RemoveCredentials(BG_AUTH_TARGET target, BG_AUTH_SCHEME scheme);
}
