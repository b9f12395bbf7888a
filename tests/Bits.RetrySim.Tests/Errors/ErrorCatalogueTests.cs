namespace Bits.RetrySim.Tests;

public sealed class ErrorCatalogueTests
{
    [Fact]
    public void All_Entries_AscendWithoutDuplicates()
    {
        CatalogueEntry[] all = ErrorCatalogue.All.ToArray();

        all.Should().HaveCount(209);
        all.Select(entry => unchecked((uint)entry.Code)).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        all.Where(entry => entry.Name is not null).Select(entry => entry.Name).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void All_Entries_CountPerClassAsInTheTableOfCodes()
    {
        CatalogueEntry[] all = ErrorCatalogue.All.ToArray();

        all.Count(entry => entry.Class == ErrorClass.Transient).Should().Be(41);
        all.Count(entry => entry.Class == ErrorClass.Fatal).Should().Be(66);
        all.Count(entry => entry.Class == ErrorClass.WaitsForCondition).Should().Be(10);
        all.Count(entry => entry is { Class: null, Code: >= 0 }).Should().Be(7, "successes have no class");
        all.Count(entry => entry is { Class: null, IsOfCalls: true }).Should().Be(48);
        all.Count(entry => entry is { Class: null, IsOfCalls: false, Code: < 0 }).Should().Be(37, "no source says");
    }

    [Fact]
    public void All_Entries_AreSentences() =>
        ErrorCatalogue.All.ToArray().Should().OnlyContain(entry => entry.Description.Length > 10 && entry.Description.EndsWith('.'));

    [Fact]
    public void All_SuccessesAndResultsOfCalls_HaveNoClassOfAJobsError() =>
        ErrorCatalogue.All.ToArray().Where(entry => entry.Code >= 0 || entry.IsOfCalls).Should().OnlyContain(entry => entry.Class == null);

    [Fact]
    public void All_StatusesWithoutAHeaderName_AreTheOnlyEntriesWithoutAName() =>
        ErrorCatalogue.All.ToArray().Where(entry => entry.Name is null).Select(entry => entry.Code - unchecked((int)0x80190000))
            .Should().Equal(306, 308, 425, 429, 451, 507, 511);

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
