using static Bits.RetrySim.BackgroundCopyErrorContext;
using static Bits.RetrySim.HResults;

namespace Bits.RetrySim.Tests;

public sealed class ErrorContextTests
{
    [Theory]
    [Trait("Rule", "ERR-12")]
    [Trait("Rule", "OQ-16")]
    [InlineData(BG_E_HTTP_ERROR_404, RemoteFile)]
    [InlineData(ERROR_WINHTTP_NAME_NOT_RESOLVED, RemoteFile)]
    [InlineData(ERROR_WINHTTP_CANNOT_CONNECT, RemoteFile)]
    [InlineData(ERROR_WINHTTP_CONNECTION_ERROR, RemoteFile)]
    [InlineData(BG_E_MISSING_FILE_SIZE, RemoteFile)]
    [InlineData(BG_E_NETWORK_DISCONNECTED, GeneralQueueManager)]
    [InlineData(BG_E_BLOCKED_BY_POLICY, GeneralQueueManager)]
    [InlineData(BG_E_BLOCKED_BY_COST_TRANSFER_POLICY, GeneralQueueManager)]
    [InlineData(BG_E_BLOCKED_BY_BATTERY_POLICY, GeneralQueueManager)]
    [InlineData(BG_E_BLOCKED_BY_BATTERY_SAVER, GeneralQueueManager)]
    [InlineData(BG_E_BLOCKED_BY_GAME_MODE, GeneralQueueManager)]
    [InlineData(BG_E_BLOCKED_BY_BACKGROUND_ACCESS_POLICY, GeneralQueueManager)]
    [InlineData(BG_E_BLOCKED_BY_SYSTEM_POLICY, GeneralQueueManager)]
    [InlineData(BG_E_STANDBY_MODE, GeneralQueueManager)]
    [InlineData(BG_E_MAXDOWNLOAD_TIMEOUT, GeneralQueueManager)]
    [InlineData(BG_E_TOKEN_REQUIRED, GeneralQueueManager)]
    [InlineData(E_INVALIDARG, GeneralTransport)]
    [InlineData(BG_E_INVALID_PROXY_INFO, GeneralTransport)]
    [InlineData(ERROR_CAN_NOT_COMPLETE, GeneralTransport)]
    [InlineData(E_ACCESSDENIED, LocalFile)]
    [InlineData(ERROR_SHARING_VIOLATION, LocalFile)]
    [InlineData(ERROR_DISK_FULL, LocalFile)]
    [InlineData(BG_E_LOCAL_FILE_CHANGED, LocalFile)]
    [InlineData(BG_E_DESTINATION_LOCKED, LocalFile)]
    [InlineData(BG_E_VOLUME_CHANGED, LocalFile)]
    public void DefaultContext_ListedCode_IsWhereItArises(int hresult, BackgroundCopyErrorContext expected) =>
        ErrorClassifier.DefaultContext(hresult).Should().Be(expected);

    [Theory]
    [Trait("Rule", "ERR-12")]
    [InlineData(0x80190257, RemoteFile)]
    [InlineData(0x80072EE1, RemoteFile)]
    [InlineData(0x8007ABCD, Unknown)]
    [InlineData(0x00000000, None)]
    [InlineData(0x00000007, None)]
    public void DefaultContext_UnlistedCodeOrSuccess_FollowsItsFamily(uint hresult, BackgroundCopyErrorContext expected) =>
        ErrorClassifier.DefaultContext(unchecked((int)hresult)).Should().Be(expected);

    [Fact]
    [Trait("Rule", "ERR-12")]
    public void DefaultContext_EveryHttpStatus_IsTheRemoteFile() =>
        Enumerable.Range(100, 900).Should().OnlyContain(status => ErrorClassifier.DefaultContext(HttpStatus(status)) == RemoteFile);

    [Fact]
    [Trait("Rule", "ERR-12")]
    public void DefaultContext_EveryCodeThatTransfersReport_IsKnown() =>
        ErrorCatalogue.All.ToArray()
            .Where(entry => entry.Class is not null)
            .Should().OnlyContain(entry => entry.Context != Unknown && entry.Context != None);

    [Theory]
    [Trait("Rule", "ERR-6")]
    [InlineData(None, false)]
    [InlineData(Unknown, false)]
    [InlineData(GeneralQueueManager, false)]
    [InlineData(QueueManagerNotification, false)]
    [InlineData(LocalFile, false)]
    [InlineData(RemoteFile, true)]
    [InlineData(GeneralTransport, true)]
    [InlineData(RemoteApplication, true)]
    [InlineData(ServerCertificateCallback, true)]
    public void IsProtocolRelated_Context_IsTrueBeyondTheMachine(BackgroundCopyErrorContext context, bool expected) =>
        ErrorClassifier.IsProtocolRelated(context).Should().Be(expected);
}
