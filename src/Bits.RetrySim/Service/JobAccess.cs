namespace Bits.RetrySim;

/// <summary>Which jobs a caller may reach and change (STATE-46, FILE-22, FILE-23, COM-10).</summary>
internal static class JobAccess
{
    /// <summary>Whether he can get at a job: his own, if he is elevated or was not when he made it, or any if he is an elevated administrator or a service.</summary>
    internal static bool Reaches(BackgroundCopyCaller? caller, JobRecord job) =>
        caller is null || caller.IsPrivileged || (job.Owner.User == caller.User && !job.Extras.IsOwnerElevated);

    /// <summary>Throws unless he may change a job. An administrator changes those of others, but not those of LocalSystem.</summary>
    internal static void Check(BackgroundCopyCaller? caller, JobRecord job)
    {
        if (caller is null)
        {
            return;
        }

        bool isForeignSystem = job.Owner.User == BackgroundCopyUser.LocalSystem && caller.User != BackgroundCopyUser.LocalSystem;
        if (caller.IsRestricted || isForeignSystem || !Reaches(caller, job))
        {
            throw Denied(caller, job);
        }
    }

    /// <summary>Throws unless he may take a job over, which also those of LocalSystem can be (PROP-23).</summary>
    internal static void CheckTakeOwnership(BackgroundCopyCaller caller, JobRecord job)
    {
        if (!caller.IsPrivileged)
        {
            throw Denied(caller, job);
        }
    }

    private static UnauthorizedAccessException Denied(BackgroundCopyCaller caller, JobRecord job)
    {
        string how = caller.IsRestricted ? " under a restricted token" : caller.IsElevated ? "" : ", who is not elevated,";
        string whose = job.Extras.IsOwnerElevated ? ", who made or took it elevated" : "";
        return Failure.AccessDenied($"Job {job.Number} belongs to {job.Owner.User.Name}{whose}; {caller.User.Name}{how} may not change it.");
    }
}
