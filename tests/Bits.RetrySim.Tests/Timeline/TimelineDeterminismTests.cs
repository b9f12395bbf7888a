using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>The same script gives the same bytes (D-6).</summary>
public sealed class TimelineDeterminismTests
{
    [Theory]
    [MemberData(nameof(TimelineScene.Names), MemberType = typeof(TimelineScene))]
    public void Write_SameSceneTwiceInDifferentCultures_GivesTheSameBytes(string scene)
    {
        string first = All(TimelineScene.All[scene]);
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        strange.NumberFormat.NumberDecimalSeparator = ",";
        strange.NumberFormat.NumberGroupSeparator = "'";
        strange.NumberFormat.NegativeSign = "~";
        strange.DateTimeFormat.TimeSeparator = "-";

        CultureInfo.CurrentCulture = strange;
        string second = All(TimelineScene.All[scene]);
        CultureInfo.CurrentCulture = culture;

        second.Should().Be(first).And.NotContain("\r");
    }

    [Fact]
    public void Write_AdvanceCutIntoPieces_GivesTheSameBytes()
    {
        static void InPieces(BitsSimulation bits, TimeSpan whole)
        {
            TimeSpan piece = TimeSpan.FromTicks(7_777_777_777);
            while (bits.Clock.Elapsed < whole)
            {
                TimeSpan left = whole - bits.Clock.Elapsed;
                bits.Clock.Advance(left < piece ? left : piece);
                bits.Timeline();
            }
        }

        All(() => TimelineScene.Incident(bits => InPieces(bits, TimeSpan.FromHours(5)))).Should().Be(All(() => TimelineScene.Incident()));
        All(() => TimelineScene.DeadOrigin(bits => InPieces(bits, TimeSpan.FromDays(1))))
            .Should().Be(All(() => TimelineScene.DeadOrigin(bits => bits.Clock.Advance(TimeSpan.FromDays(1)))));
    }

    private static string All(Func<BitsSimulation> scene)
    {
        using BitsSimulation simulation = scene();
        JobTimeline timeline = simulation.Timeline();
        return TimelineScene.Text(writer =>
        {
            timeline.WriteText(writer);
            timeline.WriteJsonLines(writer);
            timeline.WriteMermaidStates(writer);
            timeline.WriteMermaidGantt(writer);
            timeline.WriteSvg(writer);
        });
    }
}
