namespace Bits.RetrySim.Tests;

public sealed class ErrorCatalogueTests
{
    [Fact]
    public void All_Entries_AscendWithoutDuplicates()
    {
        CatalogueEntry[] all = ErrorCatalogue.All.ToArray();

        all.Should().HaveCount(243);
        all.Select(entry => unchecked((uint)entry.Code)).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        all.Where(entry => entry.Name is not null).Select(entry => entry.Name).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void All_Entries_CountPerClassAsInTheTableOfCodes()
    {
        CatalogueEntry[] all = ErrorCatalogue.All.ToArray();

        all.Count(entry => entry.Class == ErrorClass.Transient).Should().Be(58);
        all.Count(entry => entry.Class == ErrorClass.Fatal).Should().Be(78);
        all.Count(entry => entry.Class == ErrorClass.WaitsForCondition).Should().Be(10);
        all.Count(entry => entry is { Class: null, Code: >= 0 }).Should().Be(7, "successes have no class");
        all.Count(entry => entry is { Class: null, IsOfCalls: true }).Should().Be(57);
        all.Count(entry => entry is { Class: null, IsOfCalls: false, Code: < 0 }).Should().Be(33, "no source says");
    }

    [Fact]
    public void All_Entries_AreSentences() =>
        ErrorCatalogue.All.ToArray().Should().OnlyContain(entry => entry.Description.Length > 10 && entry.Description.EndsWith('.'));

    [Fact]
    public void All_SuccessesAndResultsOfCalls_HaveNoClassOfAJobsError() =>
        ErrorCatalogue.All.ToArray().Where(entry => entry.Code >= 0 || entry.IsOfCalls).Should().OnlyContain(entry => entry.Class == null);

    [Fact]
    public void All_StatusesWithoutAHeaderName_AreTheOnlyEntriesWithoutAName()
    {
        int[] unnamed = [.. ErrorCatalogue.All.ToArray().Where(entry => entry.Name is null).Select(entry => entry.Code)];

        unnamed.Where(code => code >= unchecked((int)0x80190000)).Select(code => code - unchecked((int)0x80190000))
            .Should().Equal(306, 308, 425, 429, 451, 507, 511);
        unnamed.Where(code => code < unchecked((int)0x80190000)).Select(code => code - unchecked((int)0x80070000))
            .Should().Equal([300, 301, 302, 303, 307, 308], "these are redirects that were refused");
    }

    [Theory]
    [Trait("Rule", "ERR-37")]
    [Trait("Rule", "ERR-43")]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public void Classify_RefusedRedirect_IsFatal(int status) =>
        ErrorClassifier.ClassifyByRule(unchecked((int)0x80070000) + status).Should().Be(ErrorClass.Fatal);

    [Fact]
    public void TryFind_EveryEntry_FindsIt()
    {
        foreach (CatalogueEntry entry in ErrorCatalogue.All)
        {
            ErrorCatalogue.TryFind(entry.Code, out CatalogueEntry found).Should().BeTrue();
            found.Should().Be(entry);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    [InlineData(HResults.BG_E_HTTP_ERROR_505 + 1)]
    [InlineData(HResults.BG_E_ERROR_CONTEXT_SERVER_CERTIFICATE_CALLBACK + 1)]
    public void TryFind_UnlistedCode_IsFalse(int hresult)
    {
        ErrorCatalogue.TryFind(hresult, out CatalogueEntry found).Should().BeFalse();
        found.Should().Be(default(CatalogueEntry));
    }
}
