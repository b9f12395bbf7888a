using System.Net;

namespace Bits.RetrySim;

/// <summary>The credentials of a job as the HTTP stack asks for them (PROP-22): for its servers, or for its proxies.</summary>
internal sealed class JobCredentials(TransferSettings settings, BackgroundCopyAuthTarget target) : ICredentials
{
    /// <summary>Null: none for this scheme, so that the request ends with 401 or 407 (ERR-22).</summary>
    public NetworkCredential? GetCredential(Uri uri, string authType)
    {
        BackgroundCopyAuthScheme? scheme = authType.ToUpperInvariant() switch
        {
            "BASIC" => BackgroundCopyAuthScheme.Basic,
            "DIGEST" => BackgroundCopyAuthScheme.Digest,
            "NTLM" => BackgroundCopyAuthScheme.Ntlm,
            "NEGOTIATE" => BackgroundCopyAuthScheme.Negotiate,
            _ => null,
        };
        if (scheme is { } known && settings.Credentials.Find(target, known) is { } credential)
        {
            return credential is { UserName: null, Password: null } ? CredentialCache.DefaultNetworkCredentials : new NetworkCredential(credential.UserName, credential.Password);
        }

        bool isStored = target == BackgroundCopyAuthTarget.Proxy && settings.UsesStoredCredentials;
        return isStored ? CredentialCache.DefaultNetworkCredentials : null;
    }
}
