namespace Bits.RetrySim.Tests;

/// <summary>What of a client's names and texts is shown: no password, no query, nothing that a line cannot hold.</summary>
public sealed class ShownNameTests
{
    [Theory]
    [InlineData("https://ann:secret@cdn.example/a", "https://...@cdn.example/a")]
    [InlineData("https://ann:secret%40cdn.example/a", "https://...40cdn.example/a")]
    [InlineData("https://ann:secret%2540cdn.example/a", "https://...40cdn.example/a")]
    [InlineData("https://ann%40corp:secret@cdn.example/a", "https://...@cdn.example/a")]
    [InlineData("https://ann:secret@corp%40cdn.example/a", "https://...40cdn.example/a")]
    [InlineData("https://cdn.example/a40?sig=secret", "https://cdn.example/a40?...")]
    public void Shown_AddressWithSecrets_IsShownWithoutThem(string name, string shown) => FileNames.Shown(name).Should().Be(shown);

    [Theory]
    [InlineData("/a?sig=secret", "/a?...")]
    [InlineData("/a", "/a")]
    [InlineData("a?", "a?...")]
    public void ShownPath_Query_IsLeftOut(string path, string shown) => FileNames.ShownPath(path).Should().Be(shown);

    [Theory]
    [InlineData("Is it here? Yes.", "Is it here? Yes.")]
    [InlineData("see https://cdn.example/a?sig=secret and https://cdn.example/b?sig=secret.", "see https://cdn.example/a?... and https://cdn.example/b?...")]
    [InlineData("is it https://cdn.example/a? yes", "is it https://cdn.example/a? yes")]
    [InlineData("see https://ann:secret%40cdn.example/a?sig=secret now", "see https://...40cdn.example/a?... now")]
    [InlineData("see https://ann:sec?ret@cdn.example/a", "see https://...@cdn.example/a")]
    public void WithoutSecrets_AddressesInAText_AreShownWithoutThem(string text, string shown) => FileNames.WithoutSecrets(text).Should().Be(shown);

    [Fact]
    public void EventLog_DescriptionThatQuotesAnAddress_ShowsNoQuery()
    {
        using Bench bench = new();
        bench.CreateJob().Description = "from https://cdn.example/a?sig=secret";

        bench.Log.Events.Should().OnlyContain(entry => !entry.ToString().Contains("secret"));
    }

    [Fact]
    public void Resource_QueryInItsPath_IsInNoMessage()
    {
        SimulatedNetwork network = new();
        SimulatedHost host = network.Host("cdn.example");
        host.Resource("/a?sig=secret", 1);

        host.Invoking(it => it.Resource("/a?sig=secret", 1)).Should().Throw<InvalidOperationException>().Which.Message.Should().NotContain("secret");
        host.Invoking(it => it.Resource("/b?sig=secret")).Should().Throw<InvalidOperationException>().Which.Message.Should().NotContain("secret");
        host.Invoking(it => it.Resource("b?sig=secret", 1)).Should().Throw<ArgumentException>().Which.Message.Should().NotContain("secret");
    }

    [Fact]
    public void Timeline_OutageOfAResourceWithAQuery_ShowsNoQuery()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Resource("/a?sig=secret", 1).Outage(TimeSpan.Zero, TimeSpan.FromSeconds(1), SimulatedFault.HttpStatus(503));

        bits.Timeline().Bands.Should().OnlyContain(band => !band.ToString().Contains("secret"));
    }
}
