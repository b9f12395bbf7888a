using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A manager, as a client of COM has it.</summary>
[GeneratedComClass]
internal sealed unsafe partial class ComManager(ComQueue queue, ComSession session) : ComSubject<ComQueue>(queue, session), IManagerSlots
{
    public int CreateJob(char* displayName, BG_JOB_TYPE type, Guid* jobId, nint* job)
    {
        Zero(jobId);
        Zero(job);
        if (jobId is null || job is null)
        {
            return Null(jobId is null ? nameof(jobId) : nameof(job));
        }

        return Do((Name: Text(displayName), Type: type, Id: (nint)jobId, Job: (nint)job, Session), static (jobs, call) =>
        {
            BackgroundCopyJob made = jobs.CreateJob(call.Name!, (BackgroundCopyJobType)call.Type);
            *(nint*)call.Job = call.Session.PointerTo(made);
            *(Guid*)call.Id = made.Id;
        });
    }

    public int GetJob(Guid* jobId, nint* job)
    {
        Zero(job);
        return jobId is null ? Null(nameof(jobId)) : Get(job, (Id: *jobId, Session), static (jobs, call) => call.Session.PointerTo(jobs.GetJob(call.Id)));
    }

    public int EnumJobs(uint flags, nint* jobs) => Get(jobs, (Flags: flags, Session), static (all, call) => call.Session.PointerTo(call.Flags switch
    {
        0 => all.EnumJobs(),
        BitsConstants.BG_JOB_ENUM_ALL_USERS => all.EnumAllJobs(),
        _ => throw new NotImplementedException(FormattableString.Invariant($"Flags 0x{call.Flags:X} has undefined bits; the defined one is 0x1 (BG_JOB_ENUM_ALL_USERS).")),
    }));

    public int GetErrorDescription(int hresult, uint languageId, char** description) =>
        Get(description, (Code: hresult, Language: languageId), static (_, asked) => BackgroundCopyManager.GetErrorDescription(asked.Code, unchecked((int)asked.Language)));
}
