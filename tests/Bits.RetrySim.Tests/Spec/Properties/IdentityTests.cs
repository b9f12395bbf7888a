using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Who a job is for servers, proxies and the machine besides its owner: certificates, stored credentials, helper tokens.</summary>
public sealed class IdentityTests : IDisposable
{
    private static readonly BackgroundCopyUser Helper = new("helper");

    private readonly BitsSimulation _bits = new();

    public IdentityTests() => _bits.Network.Host("h").Resource("/f", 1_000);

    public void Dispose() => _bits.Dispose();

    [Fact]
    [Trait("Rule", "ERR-38")]
    public void ClientCertificate_AskedFor_HasToBeTheOneThatIsWanted()
    {
        _bits.Network.Host("h").RequiresClientCertificate("CN=client");
        BackgroundCopyJob job = Job("https://h/f");
        job.Resume();
        Pump();
        (job.State, job.Error!.Code).Should().Be((Error, HResults.ERROR_WINHTTP_CLIENT_AUTH_CERT_NEEDED));

        job.ClientCertificate.SetById(BackgroundCopyCertificateStoreLocation.LocalMachine, "MY", new byte[20]);
        job.Resume();
        Pump();
        job.State.Should().Be(Error);
        job.ClientCertificate.SetByName(BackgroundCopyCertificateStoreLocation.CurrentUser, "MY", "cn=client");
        job.Resume();
        Pump();

        job.State.Should().Be(Transferred);
        job.ClientCertificate.Current.Should().Be(new BackgroundCopyClientCertificate(BackgroundCopyCertificateStoreLocation.CurrentUser, "MY", "cn=client", null));
        job.ClientCertificate.Remove().Should().BeTrue();
        job.ClientCertificate.Remove().Should().BeFalse();
        job.ClientCertificate.Current.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "ERR-38")]
    public void ClientCertificate_ByHash_IsShownOverHttpsOnly()
    {
        _bits.Network.Host("h").RequiresClientCertificate(new string('A', 40));
        BackgroundCopyJob secure = Job("https://h/f");
        BackgroundCopyJob plain = Job("http://h/f");
        secure.ClientCertificate.SetById(BackgroundCopyCertificateStoreLocation.CurrentUser, "MY", [.. Enumerable.Repeat((byte)0xAA, 20)]);
        secure.Resume();
        plain.Resume();
        Pump();

        (secure.State, plain.State).Should().Be((Transferred, Transferred));
    }

    [Fact]
    [Trait("Rule", "PROP-6")]
    public void StoredCredentials_ForTheProxy_LetTheJobThrough()
    {
        _bits.Network.Proxies.Default = _bits.Network.Proxies.Add("p").RequiresCredentials(BackgroundCopyAuthScheme.Basic, "u", "p").AcceptsStoredCredentials();
        BackgroundCopyJob without = Job("http://h/f");
        BackgroundCopyJob with = Job("http://h/f");
        with.Properties.UseStoredCredentials.Should().BeNull();
        with.Properties.Set(BackgroundCopyJobPropertyId.UseStoredCredentials, BackgroundCopyAuthTarget.Proxy);
        without.Resume();
        with.Resume();
        Pump();

        (without.State, without.Error!.Code).Should().Be((Error, HResults.BG_E_HTTP_ERROR_407));
        (with.State, with.Properties.Get(BackgroundCopyJobPropertyId.UseStoredCredentials)).Should().Be((Transferred, BackgroundCopyAuthTarget.Proxy));
    }

    [Theory]
    [Trait("Rule", "NET-7")]
    [Trait("Rule", "STATE-27")]
    [InlineData("helper logs off")]
    [InlineData("owner logs off")]
    [InlineData("restart")]
    public void HelperToken_Lost_FailsTheJobUntilItIsGivenAnew(string how)
    {
        BackgroundCopyJob job = Job("http://h/f");
        BackgroundCopyJob without = Job("http://h/f");
        job.HelperToken.Set(Helper);
        job.HelperToken.Options = BackgroundCopyTokenOptions.Network;

        Lose(how, job.Owner);

        (job.State, job.Error!.Code, job.Error.Context, job.ErrorCount).Should().Be((Error, HResults.BG_E_TOKEN_REQUIRED, BackgroundCopyErrorContext.GeneralQueueManager, 1));
        job.HelperToken.User.Should().BeNull();
        without.State.Should().Be(Suspended);
        job.Resume();
        (job.State, job.Error!.Code).Should().Be((Error, HResults.BG_E_TOKEN_REQUIRED), "a Resume alone is no way out");
        _bits.Environment.LogOn(Helper);
        _bits.Environment.LogOn(job.Owner);
        job.HelperToken.Set(Helper);
        job.Resume();
        Pump();
        job.State.Should().Be(Transferred);
    }

    [Theory]
    [Trait("Rule", "NET-7")]
    [InlineData(false)]
    [InlineData(true)]
    public void HelperToken_LostAndWaived_LetsTheJobGoOn(bool clears)
    {
        BackgroundCopyJob job = Job("http://h/f");
        job.HelperToken.Set(Helper);
        _bits.Environment.LogOff(Helper);
        if (clears)
        {
            job.HelperToken.Clear();
        }
        else
        {
            job.HelperToken.Options = BackgroundCopyTokenOptions.None;
        }

        job.Resume();
        Pump();

        job.State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "NET-7")]
    public void HelperToken_LostWhenAllIsHere_LeavesTheJobAlone()
    {
        BackgroundCopyJob job = Job("http://h/f");
        job.HelperToken.Set(Helper);
        job.Resume();
        Pump();
        _bits.Environment.LogOff(Helper);

        job.State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "DEF-acl-and-peer-flags")]
    [Trait("Rule", "POLICY-10")]
    public void AclAndPeerOptions_AreKeptAndReadBack()
    {
        BackgroundCopyJob job = Job("http://h/f");
        (job.FileSharing.FileAclOptions, job.FileSharing.PeerCaching, job.HelperToken.Options).Should().Be((BackgroundCopyFileAclOptions.None, BackgroundCopyPeerCachingOptions.None, BackgroundCopyTokenOptions.None));
        job.FileSharing.FileAclOptions = BackgroundCopyFileAclOptions.All;
        job.FileSharing.PeerCaching = BackgroundCopyPeerCachingOptions.Client | BackgroundCopyPeerCachingOptions.Server;

        (job.FileSharing.FileAclOptions, job.FileSharing.PeerCaching).Should().Be((BackgroundCopyFileAclOptions.All, BackgroundCopyPeerCachingOptions.Client | BackgroundCopyPeerCachingOptions.Server));
    }

    private void Lose(string how, BackgroundCopyUser owner)
    {
        switch (how)
        {
            case "restart":
                _bits.Manager.RestartService();
                break;
            case "owner logs off":
                _bits.Environment.LogOff(owner);
                break;
            default:
                _bits.Environment.LogOff(Helper);
                break;
        }
    }

    private void Pump() => _bits.Clock.Advance(TimeSpan.Zero);

    private BackgroundCopyJob Job(string url)
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile(url, $@"C:\{job.Number}");
        return job;
    }
}
