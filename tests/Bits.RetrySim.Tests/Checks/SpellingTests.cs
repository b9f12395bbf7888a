namespace Bits.RetrySim.Tests;

/// <summary>Guesses what a mistyped name was meant to be.</summary>
public sealed class SpellingTests
{
    [Theory]
    [InlineData("cdn.exmaple", "cdn.example")]
    [InlineData("cdn.exampl", "cdn.example")]
    [InlineData("cdn2.example", "cdn.example")]
    [InlineData("cdn.example", null)]
    [InlineData("other.example", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void Nearest_Word_IsASlipOfTheFingersAway(string word, string? expected) =>
        Spelling.Nearest(word, ["a.example", "cdn.example", "zzz.test"]).Should().Be(expected);

    [Fact]
    public void Nearest_SeveralAlike_IsTheNearestAndOfThoseTheFirst() =>
        Spelling.Nearest("server.one", ["server.two", "server.ono", "server.onx"]).Should().Be("server.ono");
}
