namespace Bits.RetrySim.Tests;

public class FaultCodeTests
{
    [Theory]
    [InlineData(HResults.BG_E_DESTINATION_LOCKED)]
    [InlineData(HResults.BG_E_NETWORK_DISCONNECTED)]
    [InlineData(HResults.BG_E_BLOCKED_BY_POLICY)]
    [InlineData(HResults.BG_E_BLOCKED_BY_COST_TRANSFER_POLICY)]
    [InlineData(HResults.BG_E_STANDBY_MODE)]
    [InlineData(HResults.BG_E_BLOCKED_BY_BATTERY_POLICY)]
    [InlineData(HResults.BG_E_BLOCKED_BY_BATTERY_SAVER)]
    [InlineData(HResults.BG_E_BLOCKED_BY_BACKGROUND_ACCESS_POLICY)]
    [InlineData(HResults.BG_E_BLOCKED_BY_GAME_MODE)]
    [InlineData(HResults.BG_E_BLOCKED_BY_SYSTEM_POLICY)]
    [Trait("Rule", "RETRY-16")]
    [Trait("Decision", "D-37")]
    public void HResult_CodeOfACondition_IsRejectedWithTheWayToScriptIt(int code)
    {
        Action act = () => SimulatedFault.HResult(code);

        ArgumentException exception = act.Should().Throw<ArgumentException>().Which;
        exception.HResult.Should().Be(HResults.E_INVALIDARG);
        exception.Message.Should().Contain("environment").And.Contain($"0x{code:X8}");
        FluentActions.Invoking(() => SimulatedFault.DropAfter(1, code)).Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(503)]
    [InlineData(12007)]
    [InlineData(0x00200017)]
    public void HResult_NoFailure_IsRejected(int code)
    {
        Action act = () => SimulatedFault.HResult(code);

        act.Should().Throw<ArgumentException>().WithMessage("*not a failure*").Which.HResult.Should().Be(HResults.E_INVALIDARG);
    }

    [Fact]
    public void HResult_BareWindowsError_SaysHowTheHResultIsMade()
    {
        Action act = () => SimulatedFault.HResult(12007);

        act.Should().Throw<ArgumentException>().WithMessage("*0x80070000*0x80190000*");
    }

    [Fact]
    public void HResult_WrittenUnsigned_IsTheSameCode() =>
        SimulatedFault.HResult(0x80072EE7).Should().Be(SimulatedFault.HResult(HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED));

    [Theory]
    [InlineData(99)]
    [InlineData(1000)]
    [InlineData(-1)]
    public void HttpStatus_NoStatus_IsRejected(int status)
    {
        Action act = () => SimulatedFault.HttpStatus(status);

        act.Should().Throw<ArgumentOutOfRangeException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(206)]
    public void HttpStatus_Success_IsRejected(int status)
    {
        Action act = () => SimulatedFault.HttpStatus(status);

        act.Should().Throw<ArgumentException>().WithMessage("*goes well*").Which.HResult.Should().Be(HResults.E_INVALIDARG);
    }

    [Theory]
    [InlineData(100, 0x80190064)]
    [InlineData(204, 0x801900CC)]
    [InlineData(404, 0x80190194)]
    [InlineData(503, 0x801901F7)]
    [InlineData(999, 0x801903E7)]
    public void HttpStatus_Error_CarriesItsCode(int status, uint code) =>
        SimulatedFault.HttpStatus(status).Code.Should().Be(unchecked((int)code));
}
