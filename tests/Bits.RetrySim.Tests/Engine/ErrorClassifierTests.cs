using static Bits.RetrySim.HResults;

namespace Bits.RetrySim.Tests;

public sealed class ErrorClassifierTests
{
    [Fact]
    [Trait("Rule", "ERR-20")]
    [Trait("Rule", "OQ-18")]
    public void Classify_EveryHttpStatus_FollowsTheRuleForServerApplications()
    {
        HashSet<int> fatal = [200, 300, 301, 302, 303, 304, 305, 307, 501, 505, .. Enumerable.Range(400, 100)];
        fatal.ExceptWith([408, 409]);

        for (int status = 100; status <= 999; status++)
        {
            ErrorClass expected = fatal.Contains(status) ? ErrorClass.Fatal : ErrorClass.Transient;
            ErrorClassifier.Default.Classify(HttpStatus(status)).Should().Be(expected, "of status {0}", status);
            ErrorClassifier.ClassifyHttpStatus(status).Should().Be(expected, "of status {0}", status);
        }
    }

    [Theory]
    [Trait("Rule", "ERR-22")]
    [Trait("Rule", "ERR-23")]
    [InlineData(BG_E_HTTP_ERROR_401)]
    [InlineData(BG_E_HTTP_ERROR_407)]
    [InlineData(BG_E_HTTP_ERROR_403)]
    public void Classify_RefusedByServerOrProxy_IsFatal(int hresult) => Classify(hresult).Should().Be(ErrorClass.Fatal);

    [Theory]
    [Trait("Rule", "ERR-24")]
    [Trait("Rule", "ERR-33")]
    [InlineData(BG_E_MISSING_FILE_SIZE)]
    [InlineData(BG_E_INSUFFICIENT_RANGE_SUPPORT)]
    [InlineData(BG_E_INVALID_RANGE)]
    [InlineData(BG_E_INVALID_SERVER_RESPONSE)]
    public void Classify_ServerWithoutWhatBitsNeeds_IsFatal(int hresult) => Classify(hresult).Should().Be(ErrorClass.Fatal);

    [Fact]
    [Trait("Rule", "ERR-25")]
    public void Classify_NoContent_IsTransient() => Classify(BG_E_HTTP_ERROR_204).Should().Be(ErrorClass.Transient);

    [Theory]
    [Trait("Rule", "ERR-26")]
    [Trait("Rule", "ERR-27")]
    [InlineData(0x80072EE7)]
    [InlineData(0x80072F78)]
    [InlineData(0x80070057)]
    [InlineData(0x800703EB)]
    [InlineData(0x80072EFE)]
    [InlineData(0x80072EE2)]
    [InlineData(0x80072EFD)]
    public void Classify_ServerNotReached_IsTransient(uint hresult) => Classify(unchecked((int)hresult)).Should().Be(ErrorClass.Transient);

    [Theory]
    [Trait("Rule", "ERR-28")]
    [Trait("Rule", "OQ-18")]
    [InlineData(0x80072F19, ErrorClass.Fatal)]
    [InlineData(0x80072F8A, ErrorClass.Fatal)]
    [InlineData(0x80072F8F, ErrorClass.Transient)]
    [InlineData(0x80072F7D, ErrorClass.Transient)]
    public void Classify_SecureChannel_IsFatalOnlyForRevocation(uint hresult, ErrorClass expected) =>
        Classify(unchecked((int)hresult)).Should().Be(expected);

    [Theory]
    [Trait("Rule", "ERR-29")]
    [Trait("Rule", "ERR-30")]
    [InlineData(ERROR_PATH_NOT_FOUND)]
    [InlineData(ERROR_FILE_NOT_FOUND)]
    [InlineData(E_ACCESSDENIED)]
    public void Classify_FileNotFoundOrDenied_IsFatal(int hresult) => Classify(hresult).Should().Be(ErrorClass.Fatal);

    [Fact]
    [Trait("Rule", "ERR-31")]
    public void Classify_TemporaryFileInUse_IsTransient() => Classify(ERROR_SHARING_VIOLATION).Should().Be(ErrorClass.Transient);

    [Theory]
    [Trait("Rule", "ERR-32")]
    [Trait("Rule", "ERR-34")]
    [Trait("Rule", "ERR-35")]
    [InlineData(BG_E_INVALID_PROXY_INFO)]
    [InlineData(BG_E_LOCAL_FILE_CHANGED)]
    [InlineData(BG_E_VALIDATION_FAILED)]
    public void Classify_ClientHasToAct_IsFatal(int hresult) => Classify(hresult).Should().Be(ErrorClass.Fatal);

    [Theory]
    [Trait("Rule", "ERR-36")]
    [Trait("Rule", "ERR-38")]
    [InlineData(BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED)]
    [InlineData(ERROR_WINHTTP_CLIENT_AUTH_CERT_NEEDED)]
    [InlineData(ERROR_WINHTTP_CLIENT_CERT_NO_ACCESS_PRIVATE_KEY)]
    public void Classify_CertificatesOfTheClient_AreFatal(int hresult) => Classify(hresult).Should().Be(ErrorClass.Fatal);

    [Theory]
    [Trait("Rule", "ERR-39")]
    [InlineData(BG_E_VOLUME_CHANGED, ErrorClass.Fatal)]
    [InlineData(BG_E_DESTINATION_LOCKED, ErrorClass.WaitsForCondition)]
    public void Classify_VolumeReplacedOrLocked_IsFatalOrWaits(int hresult, ErrorClass expected) => Classify(hresult).Should().Be(expected);

    [Fact]
    [Trait("Rule", "ERR-40")]
    public void Classify_NoProgressOfTheServer_IsTransient() => Classify(BG_E_NO_PROGRESS).Should().Be(ErrorClass.Transient);

    [Theory]
    [Trait("Rule", "ERR-41")]
    [Trait("Rule", "OQ-18")]
    [InlineData(ERROR_DISK_FULL)]
    [InlineData(ERROR_HANDLE_DISK_FULL)]
    public void Classify_DiskFull_IsFatalAtTheLocalFile(int hresult)
    {
        Classify(hresult).Should().Be(ErrorClass.Fatal);
        ErrorClassifier.DefaultContext(hresult).Should().Be(BackgroundCopyErrorContext.LocalFile);
    }

    // 0x80072EE0 to 0x80072FA8 are WinHTTP's; of them 12001 (0x80072EE1) and 12200 (0x80072FA8) are not listed by name.
    [Theory]
    [Trait("Rule", "ERR-42")]
    [InlineData(0x80072EDF, ErrorClass.Fatal)]
    [InlineData(0x80072EE0, ErrorClass.Transient)]
    [InlineData(0x80072EE1, ErrorClass.Transient)]
    [InlineData(0x80072FA8, ErrorClass.Transient)]
    [InlineData(0x80072FA9, ErrorClass.Fatal)]
    [InlineData(0x80000000, ErrorClass.Fatal)]
    [InlineData(0xFFFFFFFF, ErrorClass.Fatal)]
    [InlineData(0x80004005, ErrorClass.Fatal)]
    [InlineData(0x80190063, ErrorClass.Fatal)]
    [InlineData(0x801903E8, ErrorClass.Fatal)]
    public void Classify_UnlistedCode_IsTransientOnlyForWinHttp(uint hresult, ErrorClass expected) =>
        Classify(unchecked((int)hresult)).Should().Be(expected);

    [Fact]
    [Trait("Rule", "ERR-42")]
    public void Classify_UnclassifiedCodes_AreFatalButForWinHttp()
    {
        foreach (CatalogueEntry entry in ErrorCatalogue.All)
        {
            if (entry is { Class: null, IsOfCalls: false, Code: < 0 })
            {
                bool isWinHttp = entry.Code is ERROR_WINHTTP_SECURE_CHANNEL_ERROR or ERROR_WINHTTP_SECURE_FAILURE;
                Classify(entry.Code).Should().Be(isWinHttp ? ErrorClass.Transient : ErrorClass.Fatal, "of {0}", entry.Name);
            }
        }
    }

    [Fact]
    [Trait("Rule", "ERR-43")]
    public void Classify_ResultsOfCalls_AreFatalButForTheInvalidProxyName()
    {
        foreach (CatalogueEntry entry in ErrorCatalogue.All)
        {
            if (entry.IsOfCalls)
            {
                Classify(entry.Code).Should().Be(entry.Code == E_INVALIDARG ? ErrorClass.Transient : ErrorClass.Fatal, "of {0}", entry.Name);
            }
        }
    }

    [Fact]
    [Trait("Rule", "ERR-43")]
    public void Classify_ListedClass_IsTheClass()
    {
        foreach (CatalogueEntry entry in ErrorCatalogue.All)
        {
            if (entry.Class is { } expected)
            {
                Classify(entry.Code).Should().Be(expected, "of {0}", entry.Name ?? entry.Description);
            }
        }
    }

    [Fact]
    [Trait("Rule", "RETRY-16")]
    public void IsWaiting_AllCodes_AreTheTenThatWaitForACondition()
    {
        int[] waiting = [.. ErrorCatalogue.All.ToArray().Select(entry => entry.Code).Where(ErrorClassifier.IsWaiting)];

        waiting.Select(code => unchecked((uint)code)).Should().Equal(
            0x8020000D, 0x80200010, 0x8020003E, 0x80200059, 0x80200065, 0x80200067, 0x80200068, 0x8020006E, 0x8020006F, 0x80200070);
        waiting.Should().OnlyContain(code => Classify(code) == ErrorClass.WaitsForCondition);
        ErrorClassifier.IsWaiting(-1).Should().BeFalse();
    }

    [Theory]
    [InlineData(S_OK)]
    [InlineData(BG_S_PARTIAL_COMPLETE)]
    [InlineData(404)]
    [InlineData(int.MaxValue)]
    public void Classify_NotAFailure_IsRejected(int hresult)
    {
        Action act = () => Classify(hresult);

        act.Should().Throw<ArgumentException>().WithParameterName(nameof(hresult)).Which.HResult.Should().Be(E_INVALIDARG);
    }

    [Fact]
    public void Classify_ManyCodes_AllocatesNothing()
    {
        ErrorClassifier classifier = new ErrorClassification().OverrideHttpStatus(429, ErrorClass.Transient).ToClassifier();
        int[] codes = [HttpStatus(429), HttpStatus(503), HttpStatus(599), ERROR_WINHTTP_TIMEOUT, BG_E_NETWORK_DISCONNECTED, -1];
        int transient = 0;

        long bytes = Allocated.By(() => transient = CountTransient(classifier, codes));

        transient.Should().Be(4);
        bytes.Should().Be(0);
    }

    private static int CountTransient(ErrorClassifier classifier, int[] codes)
    {
        int count = 0;
        foreach (int code in codes)
        {
            count += classifier.Classify(code) == ErrorClass.Transient ? 1 : 0;
        }

        return count;
    }

    private static ErrorClass Classify(int hresult) => ErrorClassifier.Default.Classify(hresult);
}
