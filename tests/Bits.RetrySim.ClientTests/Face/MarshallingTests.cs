using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>Structures that a client's own object is called with, one that stands between another client and BITS for example, come as they were given.</summary>
public sealed class MarshallingTests
{
    [Fact]
    [Trait("Rule", "PROP-22")]
    public void Credentials_CrossBothWays()
    {
        BG_AUTH_CREDENTIALS given = new()
        {
            Target = BG_AUTH_TARGET.BG_AUTH_TARGET_PROXY,
            Scheme = BG_AUTH_SCHEME.BG_AUTH_SCHEME_NTLM,
            Credentials = new BG_AUTH_CREDENTIALS_UNION { Basic = new BG_BASIC_CREDENTIALS { UserName = "user", Password = null } },
        };

        CredentialsSlot slot = CredentialsMarshaller.ConvertToUnmanaged(given);
        BG_AUTH_CREDENTIALS came = CredentialsMarshaller.ConvertToManaged(slot);
        CredentialsMarshaller.Free(slot);

        (came.Target, came.Scheme, came.Credentials.Basic.UserName, came.Credentials.Basic.Password)
            .Should().Be((given.Target, given.Scheme, "user", null));
    }

    [Fact]
    public void FileInfo_CrossesBothWays()
    {
        BG_FILE_INFO given = new() { RemoteName = ComBench.Url, LocalName = ComBench.Local };

        FileInfoSlot slot = FileInfoMarshaller.ConvertToUnmanaged(given);
        BG_FILE_INFO came = FileInfoMarshaller.ConvertToManaged(slot);
        FileInfoMarshaller.Free(slot);

        (came.RemoteName, came.LocalName).Should().Be((ComBench.Url, ComBench.Local));
    }
}
