using System.Runtime.InteropServices;

namespace Bits.RetrySim.Tests;

public sealed class FailureTests
{
    [Fact]
    public void InvalidArgument_Message_CarriesArgumentNameAndCode()
    {
        ArgumentException failure = Failure.InvalidArgument("remoteName", "The remote name must not be empty.");

        failure.HResult.Should().Be(HResults.E_INVALIDARG);
        failure.ParamName.Should().Be("remoteName");
        failure.Message.Should().StartWith("The remote name must not be empty. (E_INVALIDARG 0x80070057)");
    }

    [Fact]
    public void Null_Argument_IsArgumentNullExceptionWithInvalidArgument()
    {
        ArgumentNullException failure = Failure.Null("options");

        failure.HResult.Should().Be(HResults.E_INVALIDARG);
        failure.ParamName.Should().Be("options");
        failure.Message.Should().Contain("(E_INVALIDARG 0x80070057)");
    }

    [Fact]
    public void OutOfRange_Value_IsShownWithCode()
    {
        ArgumentOutOfRangeException failure = Failure.OutOfRange("hours", 25, "Hours are 0 to 23.");

        failure.HResult.Should().Be(HResults.E_INVALIDARG);
        failure.ParamName.Should().Be("hours");
        failure.ActualValue.Should().Be(25);
        failure.Message.Should().StartWith("Hours are 0 to 23. (E_INVALIDARG 0x80070057)");
    }

    [Fact]
    public void NotImplemented_Message_CarriesCode()
    {
        NotImplementedException failure = Failure.NotImplemented("Not for uploads.");

        failure.HResult.Should().Be(HResults.E_NOTIMPL);
        failure.Message.Should().Be("Not for uploads. (E_NOTIMPL 0x80004001)");
    }

    [Fact]
    public void AccessDenied_Message_CarriesCode()
    {
        UnauthorizedAccessException failure = Failure.AccessDenied("Not the owner.");

        failure.HResult.Should().Be(HResults.E_ACCESSDENIED);
        failure.Message.Should().Be("Not the owner. (E_ACCESSDENIED 0x80070005)");
    }

    [Fact]
    public void Bits_ListedCode_IsCaughtAsComExceptionByItsHResult()
    {
        Action act = () => throw Failure.Bits(HResults.BG_E_INVALID_STATE, "The job is done.");

        COMException caught = act.Should().Throw<COMException>().Which;
        caught.Should().BeOfType<BitsException>();
        caught.HResult.Should().Be(HResults.BG_E_INVALID_STATE);
        caught.ErrorCode.Should().Be(HResults.BG_E_INVALID_STATE);
        caught.Message.Should().Be("The job is done. (BG_E_INVALID_STATE 0x80200002)");
    }

    [Fact]
    public void Bits_UnlistedCode_ShowsTheNumberAlone()
    {
        BitsException failure = Failure.Bits(unchecked((int)0x8007ABCD), "Odd.");

        failure.Message.Should().Be("Odd. (0x8007ABCD)");
    }

    // .NET gives an exception made from an HRESULT the type that its own table of codes says; D-30 follows it.
    [Theory]
    [InlineData(HResults.E_INVALIDARG, typeof(ArgumentException))]
    [InlineData(HResults.E_NOTIMPL, typeof(NotImplementedException))]
    [InlineData(HResults.E_ACCESSDENIED, typeof(UnauthorizedAccessException))]
    [InlineData(HResults.BG_E_INVALID_STATE, typeof(COMException))]
    public void Failures_TypesOfInterop_AreTheSame(int hresult, Type expected)
    {
        Exception interop = Marshal.GetExceptionForHR(hresult, new IntPtr(-1))!;
        Exception ours = hresult switch
        {
            HResults.E_INVALIDARG => Failure.InvalidArgument("a", "m"),
            HResults.E_NOTIMPL => Failure.NotImplemented("m"),
            HResults.E_ACCESSDENIED => Failure.AccessDenied("m"),
            _ => Failure.Bits(hresult, "m"),
        };

        interop.Should().BeOfType(expected);
        ours.Should().BeAssignableTo(expected);
        ours.HResult.Should().Be(interop.HResult);
    }
}
