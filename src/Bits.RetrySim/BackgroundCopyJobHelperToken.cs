namespace Bits.RetrySim;

/// <summary>A second user whose rights a job uses: <see cref="BackgroundCopyJob.HelperToken"/> (NET-7).</summary>
/// <remarks>
/// It does not outlive the logon of the owner or of the user who gave it, nor a restart of the service: then jobs that have one and are not complete fail with
/// BG_E_TOKEN_REQUIRED, until it is given anew, or its options are taken away, and the job is resumed.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
public sealed class BackgroundCopyJobHelperToken
{
    private readonly ServiceDoor _service;
    private readonly JobRecord _record;

    internal BackgroundCopyJobHelperToken(ServiceDoor service, JobRecord record)
    {
        _service = service;
        _record = record;
    }

    /// <summary>Whose token it is.</summary>
    /// <value>Null, the default: there is none, or it is lost.</value>
    public BackgroundCopyUser? User => _service.Reader.Read(_record, static job => job.Extras.HelperToken);

    /// <summary>What it is used for.</summary>
    /// <value>None by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">An undefined bit (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    public BackgroundCopyTokenOptions Options
    {
        get => _service.Reader.Read(_record, static job => job.Extras.TokenOptions);
        set
        {
            const BackgroundCopyTokenOptions All = BackgroundCopyTokenOptions.LocalFile | BackgroundCopyTokenOptions.Network;
            if ((value & ~All) != 0)
            {
                throw Failure.OutOfRange(nameof(Options), value, $"Options 0x{(int)value:X} has undefined bits; the defined ones are 0x{(int)All:X}.");
            }

            _service.Calls.Configure(_record, value, static (job, options) =>
            {
                job.MakeExtras().TokenOptions = options;
                HelperTokens.Waive(job);
            }, JobCall.SetHelperTokenOptions, value.ToString());
        }
    }

    /// <summary>Gives the job the token of a user.</summary>
    /// <param name="user">The user, who must be logged on.</param>
    /// <exception cref="ArgumentNullException">The user is null (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">The user is logged off (0x800704DD), or the job is in a final state (BG_E_INVALID_STATE).</exception>
    public void Set(BackgroundCopyUser user) =>
        _service.Calls.SetHelperToken(_record, user ?? throw Failure.Null(nameof(user)));

    /// <summary>Takes the token away.</summary>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    public void Clear() =>
        _service.Calls.Configure(_record, 0, static (job, _) =>
            {
                JobExtras extras = job.MakeExtras();
                (extras.HelperToken, extras.IsTokenLost) = (null, false);
            }, JobCall.ClearHelperToken, "");
}
