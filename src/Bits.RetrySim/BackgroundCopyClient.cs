using System.Runtime.CompilerServices;

namespace Bits.RetrySim;

/// <summary>
/// The service as one caller sees it: <see cref="BackgroundCopyManager.As"/>. Jobs that he may not reach he does not get, and those that he gets refuse what he may not do
/// (STATE-46, FILE-22, FILE-23, COM-10).
/// </summary>
/// <remarks>
/// A job got here checks each call that would change it, as of the moment of the call: it may have another owner by then. Reading is not checked again. The objects of
/// <see cref="BackgroundCopyManager"/> itself are the test's own, and ask nobody.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
public sealed class BackgroundCopyClient
{
    private readonly BackgroundCopyManager _manager;
    private readonly BitsService _service;
    private readonly ServiceDoor _door;
    private readonly ConditionalWeakTable<BackgroundCopyJob, BackgroundCopyJob> _jobs = [];

    internal BackgroundCopyClient(BackgroundCopyManager manager, BitsService service, BackgroundCopyCaller caller)
    {
        _manager = manager;
        _service = service;
        _door = service.Open(caller);
        Caller = caller;
    }

    /// <summary>Who calls.</summary>
    public BackgroundCopyCaller Caller { get; }

    /// <summary>Creates a download job of the caller; if he is elevated, it can be reached and changed while he is elevated only (COM-10).</summary>
    /// <param name="displayName">A name for people; at most 256 characters.</param>
    /// <returns>The job, suspended and empty.</returns>
    /// <exception cref="ArgumentException">The name is null or too long (E_INVALIDARG, LIFE-3).</exception>
    /// <exception cref="UnauthorizedAccessException">The caller's token is restricted (E_ACCESSDENIED, STATE-46).</exception>
    /// <exception cref="BitsException">As <see cref="BackgroundCopyManager.CreateJob(string)"/>.</exception>
    public BackgroundCopyJob CreateJob(string displayName) => CreateJob(displayName, BackgroundCopyJobType.Download);

    /// <summary>Creates a job of a certain type, of the caller; as <see cref="CreateJob(string)"/>.</summary>
    /// <param name="displayName">A name for people; at most 256 characters.</param>
    /// <param name="type">The type; see <see cref="BackgroundCopyManager.CreateJob(string, BackgroundCopyJobType, BackgroundCopyUser)"/>.</param>
    /// <returns>The job, suspended and empty.</returns>
    /// <exception cref="ArgumentException">The name is null or too long, or there is no such type (E_INVALIDARG, LIFE-3).</exception>
    /// <exception cref="UnauthorizedAccessException">The caller's token is restricted (E_ACCESSDENIED, STATE-46).</exception>
    /// <exception cref="BitsException">As <see cref="BackgroundCopyManager.CreateJob(string)"/>.</exception>
    public BackgroundCopyJob CreateJob(string displayName, BackgroundCopyJobType type)
    {
        if (Caller.IsRestricted)
        {
            throw Failure.AccessDenied($"{Caller.User.Name} calls under a restricted token, which may not create jobs.");
        }

        return See(_manager.CreateJob(Arguments.NotNull(displayName, nameof(displayName)), type, Caller.User, Caller.IsElevated));
    }

    /// <summary>Finds a job that is not in a final state, whoever owns it (FILE-23).</summary>
    /// <param name="id">The job's <see cref="BackgroundCopyJob.Id"/>.</param>
    /// <returns>The job.</returns>
    /// <exception cref="UnauthorizedAccessException">It is not within the caller's reach (E_ACCESSDENIED).</exception>
    /// <exception cref="BitsException">There is no such job, or it has ended (BG_E_NOT_FOUND).</exception>
    public BackgroundCopyJob GetJob(Guid id)
    {
        BackgroundCopyJob job = See(_manager.GetJob(id));
        return job.IsWithinReach ? job : throw Failure.AccessDenied($"Job {job.Number} belongs to {job.Owner.Name} and is out of reach of {Caller.User.Name}{(Caller.IsElevated ? "" : ", who is not elevated")}.");
    }

    /// <summary>The caller's own jobs that are not in a final state and within his reach (FILE-22).</summary>
    /// <returns>A snapshot in the order of creation; what each job answers is live (FILE-21).</returns>
    public IReadOnlyList<BackgroundCopyJob> EnumJobs() => WithinReach(_service.EnumJobs(Caller.User));

    /// <summary>The jobs of all users that are not in a final state, for which the caller must be an elevated administrator or a service (FILE-22).</summary>
    /// <returns>As <see cref="EnumJobs"/>.</returns>
    /// <exception cref="UnauthorizedAccessException">The caller is neither (E_ACCESSDENIED).</exception>
    public IReadOnlyList<BackgroundCopyJob> EnumAllJobs() => Caller.IsPrivileged
        ? WithinReach(_manager.AllJobs)
        : throw Failure.AccessDenied($"{Caller.User.Name} is no elevated administrator and no service; only these may list the jobs of all users.");

    /// <summary>A job in the caller's name, whether or not it is within his reach: the same object each time.</summary>
    internal BackgroundCopyJob See(BackgroundCopyJob job) => _jobs.GetValue(job, it => it.SeenThrough(_door));

    private System.Collections.ObjectModel.ReadOnlyCollection<BackgroundCopyJob> WithinReach(IReadOnlyList<BackgroundCopyJob> jobs) =>
        Array.AsReadOnly(jobs.Select(See).Where(static job => job.IsWithinReach).ToArray());
}
