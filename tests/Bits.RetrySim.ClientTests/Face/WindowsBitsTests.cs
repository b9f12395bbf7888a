using System.Runtime.InteropServices;
using Bits.RetrySim;
using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>What needs Windows says so elsewhere; the factory that is registered there works anywhere.</summary>
public sealed unsafe class WindowsBitsTests : IDisposable
{
    private readonly BitsSimulation _bits = new();

    public void Dispose() => _bits.Dispose();

    [Fact]
    public void Connect_Elsewhere_SaysWhatToUse()
    {
        if (!OperatingSystem.IsWindows())
        {
            FluentActions.Invoking(WindowsBits.Connect).Should().Throw<PlatformNotSupportedException>().WithMessage("*ToCom()*");
            FluentActions.Invoking(() => WindowsBits.Replace(_bits.Manager)).Should().Throw<PlatformNotSupportedException>().WithMessage("*ToCom()*");
        }
    }

    [Fact]
    public void Replace_BadArguments_AreRefusedOnEverySystem()
    {
        FluentActions.Invoking(() => WindowsBits.Replace(null!)).Should().Throw<ArgumentNullException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
        FluentActions.Invoking(() => WindowsBits.Replace(_bits.Manager, (BitsVersion)99)).Should().Throw<ArgumentOutOfRangeException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
    }

    [Fact]
    public void ToCom_BadArguments_AreRefused()
    {
        FluentActions.Invoking(() => ((BackgroundCopyManager)null!).ToCom()).Should().Throw<ArgumentNullException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
        FluentActions.Invoking(() => ((BackgroundCopyClient)null!).ToCom()).Should().Throw<ArgumentNullException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
        FluentActions.Invoking(() => ((BackgroundCopyManager)null!).ToPointer()).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => ((BackgroundCopyClient)null!).ToPointer()).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => ((BackgroundCopyManager)null!).LastComFailure()).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => ((BackgroundCopyClient)null!).LastComFailure()).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => _bits.Manager.ToCom((BitsVersion)(-1))).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*0 (V1_0) to 9 (V10_3)*");
        _bits.Manager.LastComFailure().Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "COM-9")]
    public void ClassIds_OfAVersion_AreThoseUpToIt()
    {
        BitsClassId.UpTo(BitsVersion.V1_5).Should().Equal(BitsClassId.BackgroundCopyManager, BitsClassId.BackgroundCopyManager1_5);
        BitsClassId.UpTo(BitsVersion.V10_3).Should().HaveCount(10).And.EndWith(BitsClassId.BackgroundCopyManager10_3);
    }

    [Fact]
    [Trait("Rule", "COM-4")]
    public void Factory_HandsOutTheOneManager()
    {
        ComManagerFactory factory = new(_bits.Manager, BitsVersion.V10_3);
        Guid manager = typeof(IBackgroundCopyManager).GUID;
        Guid job = typeof(IBackgroundCopyJob).GUID;
        nint expected = _bits.Manager.ToPointer();
        nint made = 1;

        factory.CreateInstance(0, &manager, &made).Should().Be(0);
        made.Should().Be(expected);
        Marshal.Release(made);
        factory.CreateInstance(0, &job, &made).Should().Be(unchecked((int)0x80004002));
        made.Should().Be(0);
        factory.CreateInstance(expected, &manager, &made).Should().Be(unchecked((int)0x80040110));
        factory.CreateInstance(0, null, &made).Should().Be(HResults.E_INVALIDARG);
        factory.CreateInstance(0, &manager, null).Should().Be(HResults.E_INVALIDARG);
        factory.LockServer(1).Should().Be(0);
        Marshal.Release(expected);
    }
}
