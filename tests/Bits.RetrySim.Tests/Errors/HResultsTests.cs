using System.Reflection;

namespace Bits.RetrySim.Tests;

public sealed class HResultsTests
{
    public static TheoryData<string, uint> SpotRows => new()
    {
        { nameof(HResults.S_OK), 0x00000000 },
        { nameof(HResults.BG_S_PARTIAL_COMPLETE), 0x00200017 },
        { nameof(HResults.E_NOTIMPL), 0x80004001 },
        { nameof(HResults.E_ACCESSDENIED), 0x80070005 },
        { nameof(HResults.E_INVALIDARG), 0x80070057 },
        { nameof(HResults.ERROR_RESOURCE_LANG_NOT_FOUND), 0x80070717 },
        { nameof(HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED), 0x80072EE7 },
        { nameof(HResults.BG_E_HTTP_ERROR_404), 0x80190194 },
        { nameof(HResults.BITS_MC_JOB_SCAVENGED), 0x80194005 },
        { nameof(HResults.BG_E_INVALID_STATE), 0x80200002 },
        { nameof(HResults.BG_E_NETWORK_DISCONNECTED), 0x80200010 },
        { nameof(HResults.BG_E_TOO_MANY_JOBS_PER_MACHINE), 0x80200050 },
        { nameof(HResults.BG_E_BLOCKED_BY_SYSTEM_POLICY), 0x80200070 },
        { nameof(HResults.BG_E_ERROR_CONTEXT_SERVER_CERTIFICATE_CALLBACK), 0x80200076 },
    };

    private static Dictionary<string, int> Constants => typeof(HResults)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(constant => constant.Name, constant => (int)constant.GetRawConstantValue()!);

    [Theory]
    [MemberData(nameof(SpotRows))]
    public void Constants_SpotRows_HaveTheValuesOfTheHeaders(string name, uint expected) =>
        Constants[name].Should().Be(unchecked((int)expected));

    [Fact]
    public void Constants_AllOfThem_AreTheNamedEntriesOfTheCatalogue()
    {
        Dictionary<string, int> named = [];
        foreach (CatalogueEntry entry in ErrorCatalogue.All)
        {
            if (entry.Name is not null)
            {
                named.Add(entry.Name, entry.Code);
            }
        }

        Constants.Should().BeEquivalentTo(named);
    }

    [Fact]
    [Trait("Rule", "OQ-32")]
    public void Constants_NamesThatDocumentsSpellDifferently_AreThoseOfTheHeader()
    {
        Constants.Should().Contain("BG_E_LOCAL_FILE_CHANGED", unchecked((int)0x8020001D));
        Constants.Should().Contain("BG_E_SERVER_EXECUTE_ENABLE", unchecked((int)0x80200023));
        Constants.Should().NotContainKeys("BG_E_FILE_CHANGED", "BG_E_SERVER_EXECUTE_ENABLED");
    }

    [Fact]
    [Trait("Rule", "ERR-51")]
    public void HttpStatus_EveryStatus_IsTheBasePlusTheStatus()
    {
        for (int status = 100; status <= 999; status++)
        {
            int hresult = HResults.HttpStatus(status);

            unchecked((uint)hresult).Should().Be(0x80190000u + (uint)status);
            HResults.TryGetHttpStatus(hresult, out int back).Should().BeTrue();
            back.Should().Be(status);
        }
    }

    [Fact]
    [Trait("Rule", "ERR-51")]
    public void Constants_OfHttpStatuses_AreTheBasePlusTheStatus()
    {
        const string prefix = "BG_E_HTTP_ERROR_";
        List<KeyValuePair<string, int>> constants = [.. Constants.Where(constant => constant.Key.StartsWith(prefix, StringComparison.Ordinal))];

        constants.Should().HaveCount(41);
        constants.Should().OnlyContain(constant => constant.Value == HResults.HttpStatus(ToNumber(constant.Key.Substring(prefix.Length))));
    }

    [Theory]
    [Trait("Rule", "ERR-51")]
    [InlineData(HResults.ERROR_FILE_NOT_FOUND, 2)]
    [InlineData(HResults.ERROR_DISK_FULL, 112)]
    [InlineData(HResults.ERROR_NOT_LOGGED_ON, 1245)]
    [InlineData(HResults.ERROR_WINHTTP_TIMEOUT, 12002)]
    [InlineData(HResults.ERROR_WINHTTP_SECURE_FAILURE, 12175)]
    public void Constants_OfWindowsErrors_WrapTheErrorNumber(int hresult, int win32) =>
        hresult.Should().Be(unchecked((int)0x80070000) | win32);

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(0)]
    [InlineData(99)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public void HttpStatus_OutOfRange_IsRejected(int status)
    {
        Action act = () => HResults.HttpStatus(status);

        ArgumentOutOfRangeException failure = act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(status)).Which;
        failure.HResult.Should().Be(HResults.E_INVALIDARG);
        failure.Message.Should().Contain("100 to 999");
    }

    [Theory]
    [InlineData(HResults.S_OK)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    [InlineData(HResults.E_INVALIDARG)]
    [InlineData(HResults.BITS_MC_JOB_CANCELLED)]
    [InlineData(HResults.BG_E_EMPTY)]
    public void TryGetHttpStatus_OtherCode_IsFalse(int hresult)
    {
        HResults.TryGetHttpStatus(hresult, out int status).Should().BeFalse();
        status.Should().Be(0);
    }

    private static int ToNumber(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
}
