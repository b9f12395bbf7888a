namespace Bits.RetrySim;

/// <content>Who is told of the job besides its callback.</content>
public sealed partial class BackgroundCopyJob
{
    /// <summary>The program that is run when there is no callback, or the callback fails (section 8.1).</summary>
    /// <value>Always the same settings.</value>
    public BackgroundCopyJobNotifyCommand NotifyCommand => new(_service, _record);

    /// <summary>Whether the owner was elevated when he made the job, or took it over: then he can reach and change it while he is elevated only (COM-10).</summary>
    /// <value>False for jobs that <see cref="BackgroundCopyManager.CreateJob(string)"/> made.</value>
    public bool IsOwnerElevated => _service.Reader.Read(_record, static job => job.Extras.IsOwnerElevated);

    /// <summary>
    /// Makes the caller the owner: an elevated administrator or a service, through <see cref="BackgroundCopyManager.As"/>; through the manager itself it is the manager's default owner,
    /// who must be an administrator or a service. Credentials, client certificate, custom headers and the notification command are removed; who registered a callback is still told (PROP-23, CB-17, CMD-5).
    /// </summary>
    /// <exception cref="UnauthorizedAccessException">The caller is neither (E_ACCESSDENIED).</exception>
    /// <exception cref="BitsException">A local file's drive points elsewhere for him (BG_E_NEW_OWNER_DIFF_MAPPING), or it cannot be written (BG_E_NEW_OWNER_NO_FILE_ACCESS), or the job is in a final state (BG_E_INVALID_STATE).</exception>
    public void TakeOwnership()
    {
        _service.ClientCalls.CheckTakeOwnership(_record);
        _service.Files.CheckTakeOwnership(_record);
        _service.ClientCalls.TakeOwnership(_record);
    }

    /// <summary>Whether the caller may get at it.</summary>
    internal bool IsWithinReach => _service.Reader.Read(_record, job => JobAccess.Reaches(_service.Caller, job));

    /// <summary>The same job in the name of a caller.</summary>
    internal BackgroundCopyJob SeenThrough(ServiceDoor door) => new(door, _record);
}
