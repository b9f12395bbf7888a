namespace Bits.RetrySim.Tests;

/// <summary>The README's state diagram is the machine's.</summary>
public sealed class StateDiagramTests
{
    [Fact]
    public void Draw_NamesEveryReasonOfTheMachine() => StateDiagram.NamedRows().Should().BeEquivalentTo(StateDiagram.RowsThatMove());

    [Fact]
    public void Readme_StateDiagram_IsTheMachines()
    {
        string drawn = StateDiagram.Draw();

        Readme.Between("state diagram").Should().Be(drawn, "the README must show, between its markers:\n{0}\n", drawn);
    }
}
