namespace Bits.RetrySim;

/// <summary>
/// What a job shows to servers and proxies that ask who it is: <see cref="BackgroundCopyJob.Credentials"/> (PROP-22). They live in memory only; nothing reads them
/// back, and no log, event, text or store ever holds them.
/// </summary>
/// <threadsafety>Safe from any thread.</threadsafety>
public sealed class BackgroundCopyJobCredentials
{
    private const int MaximumUserNameLength = 300;
    private const int MaximumPasswordLength = 65_536;

    private readonly ServiceDoor _service;
    private readonly JobRecord _record;

    internal BackgroundCopyJobCredentials(ServiceDoor service, JobRecord record)
    {
        _service = service;
        _record = record;
    }

    /// <summary>Adds credentials, or replaces those of the same scheme and target. A job that failed needs a Resume besides (ERR-22).</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="target">Who is to accept them.</param>
    /// <param name="userName">
    /// The name; at most 300 characters (LIM-11). Null together with <paramref name="password"/>, with NTLM and Negotiate only: those of the user who is logged on, which for a
    /// proxy also stand for the server unless it has its own.
    /// </param>
    /// <param name="password">The password; at most 65,536 characters (OQ-28).</param>
    /// <exception cref="ArgumentException">One of the two is null where it is needed (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">
    /// No such target (BG_E_INVALID_AUTH_TARGET) or scheme (BG_E_INVALID_AUTH_SCHEME), too long (BG_E_USERNAME_TOO_LARGE, BG_E_PASSWORD_TOO_LARGE), or the job is in a final
    /// state (BG_E_INVALID_STATE).
    /// </exception>
    public void Add(BackgroundCopyAuthScheme scheme, BackgroundCopyAuthTarget target, string? userName, string? password)
    {
        Check(scheme, target);
        bool isImplicit = scheme is BackgroundCopyAuthScheme.Ntlm or BackgroundCopyAuthScheme.Negotiate && userName is null && password is null;
        if (!isImplicit && (userName is null || password is null))
        {
            throw Failure.Null(userName is null ? nameof(userName) : nameof(password));
        }

        CheckLength(userName, MaximumUserNameLength, nameof(userName), HResults.BG_E_USERNAME_TOO_LARGE);
        CheckLength(password, MaximumPasswordLength, nameof(password), HResults.BG_E_PASSWORD_TOO_LARGE);
        CredentialSet.Credential credential = new(userName, password);
        _service.ConnectionCalls.Set(
            _record, settings => settings.With(settings.Credentials.With(target, scheme, credential)), JobCall.SetCredentials, $"{scheme} for {target}");
    }

    /// <summary>Takes credentials away.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="target">Who was to accept them.</param>
    /// <returns>Whether there were any; false where BITS answers S_FALSE.</returns>
    /// <exception cref="BitsException">No such target (BG_E_INVALID_AUTH_TARGET) or scheme (BG_E_INVALID_AUTH_SCHEME), or the job is in a final state (BG_E_INVALID_STATE).</exception>
    public bool Remove(BackgroundCopyAuthScheme scheme, BackgroundCopyAuthTarget target)
    {
        Check(scheme, target);
        bool had = false;
        _service.ConnectionCalls.Set(
            _record,
            settings =>
            {
                CredentialSet left = settings.Credentials.Without(target, scheme);
                had = left != settings.Credentials;
                return settings.With(left);
            },
            JobCall.RemoveCredentials,
            $"{scheme} for {target}");
        return had;
    }

    private static void Check(BackgroundCopyAuthScheme scheme, BackgroundCopyAuthTarget target)
    {
        if (!Enum.IsDefined(target))
        {
            throw Failure.Bits(HResults.BG_E_INVALID_AUTH_TARGET, $"{(int)target} is not a target of credentials; 1 (Server) and 2 (Proxy) are.");
        }

        if (!Enum.IsDefined(scheme))
        {
            throw Failure.Bits(HResults.BG_E_INVALID_AUTH_SCHEME, $"{(int)scheme} is not a scheme of credentials; 1 (Basic) to 5 (Passport) are.");
        }
    }

    private static void CheckLength(string? text, int limit, string argument, int hresult)
    {
        if (text?.Length > limit)
        {
            throw Failure.Bits(hresult, $"{argument} has {text.Length} characters; the limit is {limit}.");
        }
    }
}
