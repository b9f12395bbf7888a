namespace Bits.RetrySim;

/// <summary>Who may come: what a simulated server or proxy asks for. Its text never holds it.</summary>
/// <param name="scheme">The scheme.</param>
/// <param name="userName">The name; null: the user who is logged on.</param>
/// <param name="password">The password; null with a null name.</param>
internal sealed class CredentialDemand(BackgroundCopyAuthScheme scheme, string? userName, string? password)
{
    /// <summary>Checks what a script says.</summary>
    internal static CredentialDemand Create(BackgroundCopyAuthScheme scheme, string? userName, string? password)
    {
        if (!Enum.IsDefined(scheme))
        {
            throw Failure.OutOfRange(nameof(scheme), scheme, $"{(int)scheme} is not a scheme of credentials; 1 (Basic) to 5 (Passport) are.");
        }

        bool isImplicit = userName is null && password is null && scheme is BackgroundCopyAuthScheme.Ntlm or BackgroundCopyAuthScheme.Negotiate;
        return isImplicit || (userName is not null && password is not null)
            ? new CredentialDemand(scheme, userName, password)
            : throw Failure.Null(userName is null ? nameof(userName) : nameof(password));
    }

    /// <summary>Whether a job shows what is asked for; for a server its implicit credentials for a proxy stand in (PROP-22).</summary>
    internal bool IsMet(CredentialSet shown, BackgroundCopyAuthTarget target) =>
        shown.Find(target, scheme) is { } own ? Accepts(own)
        : target == BackgroundCopyAuthTarget.Server && shown.Find(BackgroundCopyAuthTarget.Proxy, scheme) is { UserName: null } standIn && Accepts(standIn);

    private bool Accepts(CredentialSet.Credential credential) => credential.UserName == userName && credential.Password == password;
}
