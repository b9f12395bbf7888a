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
    [InlineData(ERROR_WINHTTP_SECURE_FAILURE, ErrorClass.Fatal)]
    [InlineData(ERROR_DISK_FULL, ErrorClass.Transient)]
    [InlineData(E_INVALIDARG, ErrorClass.Fatal)]
    [InlineData(BG_E_INVALID_STATE, ErrorClass.Transient)]
    [InlineData(-1, ErrorClass.Transient)]
    public void Override_AnyFailure_HasTheLastWord(int hresult, ErrorClass errorClass)
    {
        ErrorClassification classification = new();

        classification.Override(hresult, errorClass).Should().BeSameAs(classification);

        classification.Classify(hresult).Should().Be(errorClass);
        classification.ToClassifier().Classify(hresult).Should().Be(errorClass);
    }

    [Fact]
    public void Override_SameCodeTwice_TheLastCounts()
    {
        ErrorClassification classification = new ErrorClassification().OverrideHttpStatus(429, ErrorClass.Transient).Override(HttpStatus(429), ErrorClass.Fatal);

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
        ErrorClass opposite = before == ErrorClass.Fatal ? ErrorClass.Transient : ErrorClass.Fatal;

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
        Action act = () => new ErrorClassification().OverrideHttpStatus(status, ErrorClass.Fatal);

        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(status)).Which.HResult.Should().Be(E_INVALIDARG);
    }

    [Theory]
    [Trait("Rule", "RETRY-16")]
    [MemberData(nameof(WaitingCodes))]
    public void Override_CodeThatWaitsForACondition_IsRejectedWithAHint(uint code)
    {
        int hresult = unchecked((int)code);
        ErrorClassification classification = new();
        Action act = () => classification.Override(hresult, ErrorClass.Fatal);

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
        Action act = () => new ErrorClassification().Override(hresult, ErrorClass.Fatal);

        ArgumentException failure = act.Should().Throw<ArgumentException>().WithParameterName(nameof(hresult)).Which;
        failure.HResult.Should().Be(E_INVALIDARG);
        failure.Message.Should().Contain("not a failure");
    }

    [Theory]
    [InlineData((ErrorClass)(-1))]
    [InlineData(ErrorClass.WaitsForCondition)]
    [InlineData((ErrorClass)3)]
    public void Override_NeitherTransientNorFatal_IsRejectedBeforeAnythingChanged(ErrorClass errorClass)
    {
        ErrorClassification classification = new();
        Action act = () => classification.Override(BG_E_HTTP_ERROR_503, errorClass);

        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(errorClass)).Which.HResult.Should().Be(E_INVALIDARG);
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
        ErrorClassification classification = new ErrorClassification().OverrideHttpStatus(429, ErrorClass.Transient);
        ErrorClassifier classifier = classification.ToClassifier();

        classification.OverrideHttpStatus(429, ErrorClass.Fatal).OverrideHttpStatus(503, ErrorClass.Fatal);

        classifier.Classify(HttpStatus(429)).Should().Be(ErrorClass.Transient);
        classifier.Classify(HttpStatus(503)).Should().Be(ErrorClass.Transient);
    }
}
