using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A job of BITS 1.5: the notification command, replies and credentials.</summary>
[GeneratedComClass]
internal unsafe partial class ComJob2(BackgroundCopyJob job, ComSession session) : ComJob(job, session), IJob2Slots
{
    public int SetNotifyCmdLine(char* program, char* parameters) =>
        Do((Program: Text(program), Parameters: Text(parameters)), static (job, command) => job.NotifyCommand.Set(command.Program, command.Parameters));

    public int GetNotifyCmdLine(char** program, char** parameters)
    {
        Zero((nint*)program);
        Zero((nint*)parameters);
        if (program is null || parameters is null)
        {
            return Null(program is null ? nameof(program) : nameof(parameters));
        }

        return Do((Program: (nint)program, Parameters: (nint)parameters), static (job, to) =>
        {
            // Both of one moment.
            (string program, string parameters) = job.NotifyCommand;
            *(char**)to.Program = Copy(program);
            *(char**)to.Parameters = Copy(parameters);
        });
    }

    public int GetReplyProgress(BG_JOB_REPLY_PROGRESS* progress) => Get(progress, static job =>
    {
        BackgroundCopyFileProgress reply = ReplyOf(job).Progress;
        return new BG_JOB_REPLY_PROGRESS
        {
            BytesTotal = (ulong?)reply.BytesTotal ?? BitsConstants.BG_SIZE_UNKNOWN,
            BytesTransferred = (ulong)reply.BytesTransferred,
        };
    });

    public int GetReplyData(byte** buffer, ulong* length)
    {
        Zero((nint*)buffer);
        Zero(length);
        if (buffer is null || length is null)
        {
            return Null(buffer is null ? nameof(buffer) : nameof(length));
        }

        return Do((Buffer: (nint)buffer, Length: (nint)length), static (job, to) =>
        {
            byte[] data = ReplyOf(job).GetData();
            if (data.Length > 0)
            {
                nint copy = Marshal.AllocCoTaskMem(data.Length);
                Marshal.Copy(data, 0, copy, data.Length);
                *(nint*)to.Buffer = copy;
            }

            *(ulong*)to.Length = (ulong)data.Length;
        });
    }

    public int SetReplyFileName(char* replyFileName) => Set(replyFileName, static (job, text) => ReplyOf(job).FileName = text);

    public int GetReplyFileName(char** replyFileName) => Get(replyFileName, static job => ReplyOf(job).FileName);

    public int SetCredentials(CredentialsSlot* credentials) => credentials is null
        ? Null(nameof(credentials))
        : Do(
            (Scheme: (BackgroundCopyAuthScheme)credentials->Scheme, Target: (BackgroundCopyAuthTarget)credentials->Target, User: Text(credentials->UserName), Password: Text(credentials->Password)),
            static (job, set) => job.Credentials.Add(set.Scheme, set.Target, set.User, set.Password));

    public int RemoveCredentials(BG_AUTH_TARGET target, BG_AUTH_SCHEME scheme) => Answer(
        (Scheme: (BackgroundCopyAuthScheme)scheme, Target: (BackgroundCopyAuthTarget)target),
        static (job, removed) => job.Credentials.Remove(removed.Scheme, removed.Target) ? Ok : False);

    private static BackgroundCopyJobReply ReplyOf(BackgroundCopyJob job) =>
        job.Reply ?? throw new NotImplementedException("Only upload-reply jobs have a reply.");
}
