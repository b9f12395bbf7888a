using static Bits.RetrySim.HResults;

namespace Bits.RetrySim.Tests;

[Trait("Rule", "OQ-18")]
public sealed class ErrorClassificationTests
{
    public static TheoryData<uint> WaitingCodes =>
        [0x8020000D, 0x80200010, 0x8020003E, 0x80200059, 0x80200065, 0x80200067, 0x80200068, 0x8020006E, 0x8020006F, 0x80200070];

    [Fact]
    public void Classify_NothingChanged_IsTheDefault()
    {
        ErrorClassification classification = new();

        classification.Classify(BG_E_HTTP_ERROR_503).Should().Be(ErrorClass.Transient);
        classification.Classify(BG_E_HTTP_ERROR_404).Should().Be(ErrorClass.Fatal);
        classification.Classify(BG_E_NETWORK_DISCONNECTED).Should().Be(ErrorClass.WaitsForCondition);
        classification.ToClassifier().Should().BeSameAs(ErrorClassifier.Default);
    }

    [Theory]
    [InlineData(ERROR_WINHTTP_SECURE_FAILURE, ErrorKind.Fatal, ErrorClass.Fatal)]
    [InlineData(ERROR_DISK_FULL, ErrorKind.Transient, ErrorClass.Transient)]
    [InlineData(E_INVALIDARG, ErrorKind.Fatal, ErrorClass.Fatal)]
    [InlineData(BG_E_INVALID_STATE, ErrorKind.Transient, ErrorClass.Transient)]
    [InlineData(-1, ErrorKind.Transient, ErrorClass.Transient)]
    public void Override_AnyFailure_HasTheLastWord(int hresult, ErrorKind kind, ErrorClass expected)
    {
        ErrorClassification classification = new();

        classification.Override(hresult, kind).Should().BeSameAs(classification);

        classification.Classify(hresult).Should().Be(expected);
        classification.ToClassifier().Classify(hresult).Should().Be(expected);
    }

    [Fact]
    public void Override_SameCodeTwice_TheLastCounts()
    {
        ErrorClassification classification = new ErrorClassification().OverrideHttpStatus(429, ErrorKind.Transient).Override(HttpStatus(429), ErrorKind.Fatal);

        classification.Classify(HttpStatus(429)).Should().Be(ErrorClass.Fatal);
    }

    [Theory]
    [Trait("Rule", "ERR-20")]
    [InlineData(100)]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(999)]
    public void OverrideHttpStatus_Status_ChangesThatStatusOnly(int status)
    {
        ErrorClass before = ErrorClassifier.ClassifyHttpStatus(status);
        ErrorKind opposite = before == ErrorClass.Fatal ? ErrorKind.Transient : ErrorKind.Fatal;

        ErrorClassifier classifier = new ErrorClassification().OverrideHttpStatus(status, opposite).ToClassifier();

        for (int other = 100; other <= 999; other++)
        {
            bool changed = classifier.Classify(HttpStatus(other)) != ErrorClassifier.ClassifyHttpStatus(other);
            changed.Should().Be(other == status, "of status {0}", other);
        }
    }

    [Theory]
    [InlineData(99)]
    [InlineData(1000)]
    [InlineData(-1)]
    public void OverrideHttpStatus_OutOfRange_IsRejected(int status)
    {
        Action act = () => new ErrorClassification().OverrideHttpStatus(status, ErrorKind.Fatal);

        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(status)).Which.HResult.Should().Be(E_INVALIDARG);
    }

    [Theory]
    [Trait("Rule", "RETRY-16")]
    [MemberData(nameof(WaitingCodes))]
    public void Override_CodeThatWaitsForACondition_IsRejectedWithAHint(uint code)
    {
        int hresult = unchecked((int)code);
        ErrorClassification classification = new();
        Action act = () => classification.Override(hresult, ErrorKind.Fatal);

        ArgumentException failure = act.Should().Throw<ArgumentException>().WithParameterName(nameof(hresult)).Which;
        failure.HResult.Should().Be(E_INVALIDARG);
        failure.Message.Should().Contain(ErrorText.Format(hresult)).And.Contain("environment");
        classification.Classify(hresult).Should().Be(ErrorClass.WaitsForCondition);
    }

    [Theory]
    [InlineData(S_OK)]
    [InlineData(BG_S_PARTIAL_COMPLETE)]
    [InlineData(404)]
    public void Override_NotAFailure_IsRejected(int hresult)
    {
        Action act = () => new ErrorClassification().Override(hresult, ErrorKind.Fatal);

        ArgumentException failure = act.Should().Throw<ArgumentException>().WithParameterName(nameof(hresult)).Which;
        failure.HResult.Should().Be(E_INVALIDARG);
        failure.Message.Should().Contain("not a failure");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Override_UndefinedKind_IsRejectedBeforeAnythingChanged(int kind)
    {
        ErrorClassification classification = new();
        Action act = () => classification.Override(BG_E_HTTP_ERROR_503, (ErrorKind)kind);

        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(kind)).Which.HResult.Should().Be(E_INVALIDARG);
        classification.Classify(BG_E_HTTP_ERROR_503).Should().Be(ErrorClass.Transient);
    }

    [Fact]
    public void Classify_NotAFailure_IsRejected()
    {
        Action act = () => new ErrorClassification().Classify(S_OK);

        act.Should().Throw<ArgumentException>().WithParameterName("hresult");
    }

    [Fact]
    public void ToClassifier_LaterChange_DoesNotReachIt()
    {
        ErrorClassification classification = new ErrorClassification().OverrideHttpStatus(429, ErrorKind.Transient);
        ErrorClassifier classifier = classification.ToClassifier();

        classification.OverrideHttpStatus(429, ErrorKind.Fatal).OverrideHttpStatus(503, ErrorKind.Fatal);

        classifier.Classify(HttpStatus(429)).Should().Be(ErrorClass.Transient);
        classifier.Classify(HttpStatus(503)).Should().Be(ErrorClass.Transient);
    }
}
