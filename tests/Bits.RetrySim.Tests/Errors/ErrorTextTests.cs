namespace Bits.RetrySim.Tests;

public sealed class ErrorTextTests
{
    [Theory]
    [InlineData(HResults.BG_E_NETWORK_DISCONNECTED, "No network is connected; the job goes on once there is one.")]
    [InlineData(HResults.BG_E_HTTP_ERROR_404, "HTTP status 404: Not Found.")]
    [InlineData(unchecked((int)0x801901AD), "HTTP status 429: Too Many Requests.")]
    [InlineData(unchecked((int)0x80190257), "HTTP status 599.")]
    [InlineData(unchecked((int)0x8007ABCD), "Error 0x8007ABCD.")]
    [InlineData(0x12, "Error 0x00000012.")]
    public void Describe_Code_IsASentence(int hresult, string expected) => ErrorText.Describe(hresult).Should().Be(expected);

    [Fact]
    [Trait("Rule", "ERR-10")]
    public void DescribeContext_EveryContext_HasItsOwnSentence()
    {
        string[] texts = [.. Enum.GetValues<BackgroundCopyErrorContext>().Select(ErrorText.DescribeContext)];

        texts.Should().HaveCount(9).And.OnlyHaveUniqueItems().And.OnlyContain(text => text.EndsWith('.'));
        ErrorText.DescribeContext(BackgroundCopyErrorContext.LocalFile).Should().Contain("local file");
        ErrorText.DescribeContext(BackgroundCopyErrorContext.RemoteFile).Should().Contain("remote file");
        ErrorText.DescribeContext(BackgroundCopyErrorContext.GeneralTransport).Should().Contain("transport");
        ErrorText.DescribeContext(BackgroundCopyErrorContext.GeneralQueueManager).Should().Contain("queue manager");
        ErrorText.DescribeContext(BackgroundCopyErrorContext.QueueManagerNotification).Should().Contain("client was notified");
        ErrorText.DescribeContext(BackgroundCopyErrorContext.RemoteApplication).Should().Contain("application on the server");
        ErrorText.DescribeContext(BackgroundCopyErrorContext.ServerCertificateCallback).Should().Contain("certificates");
    }

    [Fact]
    public void DescribeContext_UndefinedValue_IsTheUnknownOne() =>
        ErrorText.DescribeContext((BackgroundCopyErrorContext)99).Should().Be(ErrorText.DescribeContext(BackgroundCopyErrorContext.Unknown));

    [Theory]
    [InlineData(HResults.BG_E_EMPTY, "BG_E_EMPTY 0x80200003")]
    [InlineData(HResults.S_OK, "S_OK 0x00000000")]
    [InlineData(unchecked((int)0x801901AD), "0x801901AD")]
    [InlineData(-1, "0xFFFFFFFF")]
    public void Format_Code_IsNameAndNumber(int hresult, string expected) => ErrorText.Format(hresult).Should().Be(expected);
}
