namespace Bits.RetrySim.Tests;

/// <summary>What is drawn is what is kept for runtimes that cannot draw; UPDATE_GOLDEN=1 in the environment keeps that of the present anew.</summary>
public sealed class GoldenModelPlansTests
{
    [Fact]
    public void DrawnScripts_OfThePresent_AreThoseThatAreKept() => Require(GoldenEdition.Present);

    [Fact]
    public void DrawnScripts_OfVersion01_AreThoseThatAreKept() => Require(GoldenEdition.V0_1);

    /// <summary>Whatever is asked for in the environment.</summary>
    [Fact]
    public void Files_OfVersion01_AreNeverMadeAnew() =>
        FluentActions.Invoking(static () => GoldenArchive.Write(GoldenEdition.V0_1, "nothing", [])).Should().Throw<InvalidOperationException>().WithMessage("*V0_1*");

    private static void Require(GoldenEdition edition)
    {
        (string Name, int Number, Script Script)[] drawn = [.. GoldenModelScripts.Drawn(edition)];
        if (!edition.IsAsBefore && Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            GoldenArchive.Write(edition, GoldenModelPlans.Group, drawn.Select(one => GoldenModelPlans.Write(one.Name, one.Script)));
        }

        Dictionary<string, GoldenRecord> kept = GoldenArchive.Read(edition, GoldenModelPlans.Group);
        kept.Keys.Should().BeEquivalentTo(drawn.Select(one => one.Name));
        foreach ((string name, _, Script script) in drawn)
        {
            kept[name].Artefacts.Should().Equal(GoldenModelPlans.Write(name, script).Artefacts);
            GoldenModelPlans.Read(kept[name]).ToString().Should().Be(script.ToString());
        }
    }
}
