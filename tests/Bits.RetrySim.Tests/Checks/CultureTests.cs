using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>Whatever is said to people is said in the same words everywhere: messages of all refusals, and values as text.</summary>
[Trait("Runs", "Once")]
public sealed class CultureTests
{
    public static TheoryData<string> Cultures => ["de-DE", "tr-TR", "ar-SA", "sv-SE", "fa-IR", "th-TH"];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Messages_OfAllRefusals_AreTheSame(string culture)
    {
        string[] invariant = In(CultureInfo.InvariantCulture, Messages);

        In(CultureInfo.GetCultureInfo(culture), Messages).Should().Equal(invariant);
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Values_AsText_AreTheSame(string culture)
    {
        DateTimeOffset date = new(2021, 6, 8, 9, 47, 0, TimeSpan.Zero);
        string[] Texts() =>
        [
            new BackgroundCopyJobTimes(date, date.AddTicks(1), null).ToString(),
            new BackgroundCopyJobTimes(date, date, date).ToString(),
            new BackgroundCopyJobProgress(null, 1, 2, 3).ToString(),
            new BackgroundCopyFileProgress(5, 1, true).ToString(),
            new RecordedCall(BackgroundCopyNotifications.JobError, null!, null, HResults.E_FAIL, TimeSpan.FromDays(1.5), BackgroundCopyJobState.Error).ToString(),
            Violation(v => v.AddIfUndefined((DelayAboveTimeout)(-7), "x")),
            Violation(v => v.AddIfUndefined((BlockedTimeout)int.MinValue, "x")),
            Violation(v => v.AddIfBelowOne(-5, "x")),
            Violation(v => v.AddIfOutside(TimeSpan.FromDays(-1.5), TimeSpan.Zero, TimeSpan.MaxValue, "x")),
            Circle(),
        ];

        string[] invariant = In(CultureInfo.InvariantCulture, Texts);

        In(CultureInfo.GetCultureInfo(culture), Texts).Should().Equal(invariant);
        invariant[0].Should().Be(
            "BackgroundCopyJobTimes { CreationTime = 2021-06-08T09:47:00.0000000+00:00, ModificationTime = 2021-06-08T09:47:00.0000001+00:00, TransferCompletionTime =  }");
    }

    private static string Violation(Action<Violations> add)
    {
        Violations violations = new(Wording.CSharp);
        add(violations);
        return Record.Exception(() => violations.ThrowIfAny("x"))!.Message;
    }

    private static string Circle()
    {
        SimulatedClock clock = new();
        ITimer? timer = null;
        timer = clock.CreateTimer(_ => timer!.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        return Record.Exception(() => clock.Advance(TimeSpan.FromSeconds(2)))!.Message;
    }

    private static string[] Messages() =>
    [
        .. BadInputTable.All.Select(row =>
        {
            using BadInputWorld world = new();
            row.Arrange(world);
            Exception refused = Record.Exception(() => row.Act(world))!;

            // What .NET appends of itself, the argument's value, is its own affair.
            return row + ": " + refused.Message.Split('\n')[0];
        }),
    ];

    private static T In<T>(CultureInfo culture, Func<T> act)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return act();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
