using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IBackgroundCopyJob2"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("54B50739-686F-45EB-9DFF-D6A9A0FAA9AF")]
internal unsafe partial interface IJob2Slots : IJobSlots
{
    [PreserveSig]
    int SetNotifyCmdLine(char* program, char* parameters);

    [PreserveSig]
    int GetNotifyCmdLine(char** program, char** parameters);

    [PreserveSig]
    int GetReplyProgress(BG_JOB_REPLY_PROGRESS* progress);

    [PreserveSig]
    int GetReplyData(byte** buffer, ulong* length);

    [PreserveSig]
    int SetReplyFileName(char* replyFileName);

    [PreserveSig]
    int GetReplyFileName(char** replyFileName);

    [PreserveSig]
    int SetCredentials(CredentialsSlot* credentials);

    [PreserveSig]
    int RemoveCredentials(BG_AUTH_TARGET target, BG_AUTH_SCHEME scheme);
}
