namespace Bits.RetrySim.Tests;

/// <summary>The README's picture in letters is of the same run as the drawn one.</summary>
public sealed class LetterPictureTests
{
    [Fact]
    public void Draw_PictureOfTheDocumentation_IsUpToDate()
    {
        using BitsSimulation simulation = TimelineScene.Incident();

        string drawn = LetterPicture.Draw(simulation.EventLog.Events, (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(258)));

        File.ReadAllText(Path.Combine(SourceTree.Root, "src/Bits.RetrySim/assets/aws-s3-2017.txt")).Should().Be(drawn, "the picture in letters must be\n{0}", drawn);
    }
}
