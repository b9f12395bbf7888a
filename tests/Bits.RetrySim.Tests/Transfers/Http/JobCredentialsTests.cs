using System.Net;

namespace Bits.RetrySim.Tests;

/// <summary>Which credentials of a job go to a server that asks for a scheme.</summary>
public sealed class JobCredentialsTests
{
    private static readonly Uri Address = new("http://host.example/f");

    [Theory]
    [Trait("Rule", "PROP-22")]
    [InlineData("Basic", BackgroundCopyAuthScheme.Basic)]
    [InlineData("DIGEST", BackgroundCopyAuthScheme.Digest)]
    [InlineData("ntlm", BackgroundCopyAuthScheme.Ntlm)]
    [InlineData("Negotiate", BackgroundCopyAuthScheme.Negotiate)]
    public void GetCredential_OfItsScheme_IsThatOfTheJob(string asked, BackgroundCopyAuthScheme scheme)
    {
        TransferSettings settings = Having(scheme, "user", "secret");

        NetworkCredential? credential = new JobCredentials(settings, BackgroundCopyAuthTarget.Server).GetCredential(Address, asked);

        (credential!.UserName, credential.Password).Should().Be(("user", "secret"));
        new JobCredentials(settings, BackgroundCopyAuthTarget.Proxy).GetCredential(Address, asked).Should().BeNull("they are the server's");
    }

    [Fact]
    [Trait("Rule", "ERR-22")]
    public void GetCredential_OfAnotherScheme_IsNone()
    {
        JobCredentials credentials = new(Having(BackgroundCopyAuthScheme.Basic, "user", "secret"), BackgroundCopyAuthTarget.Server);

        credentials.GetCredential(Address, "Digest").Should().BeNull();
        credentials.GetCredential(Address, "Bearer").Should().BeNull();
    }

    /// <summary>Neither name nor password: those of whoever runs the process.</summary>
    [Fact]
    [Trait("Rule", "PROP-22")]
    public void GetCredential_WithoutNameAndPassword_IsThatOfTheProcess()
    {
        TransferSettings named = Having(BackgroundCopyAuthScheme.Negotiate, user: null, password: null);
        TransferSettings stored = TransferSettings.Default.WithStoredCredentials();

        new JobCredentials(named, BackgroundCopyAuthTarget.Server).GetCredential(Address, "Negotiate").Should().BeSameAs(CredentialCache.DefaultNetworkCredentials);
        new JobCredentials(stored, BackgroundCopyAuthTarget.Proxy).GetCredential(Address, "NTLM").Should().BeSameAs(CredentialCache.DefaultNetworkCredentials);
        new JobCredentials(stored, BackgroundCopyAuthTarget.Server).GetCredential(Address, "NTLM").Should().BeNull("only proxies are given stored ones");
    }

    private static TransferSettings Having(BackgroundCopyAuthScheme scheme, string? user, string? password) =>
        TransferSettings.Default.With(CredentialSet.Empty.With(BackgroundCopyAuthTarget.Server, scheme, new CredentialSet.Credential(user, password)));
}
