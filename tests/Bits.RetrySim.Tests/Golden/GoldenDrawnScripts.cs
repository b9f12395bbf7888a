using static Bits.RetrySim.Tests.GoldenAddresses;

namespace Bits.RetrySim.Tests;

/// <summary>Scripts drawn from the whole of the public face, on a simulated network or with bytes reported by hand.</summary>
internal static class GoldenDrawnScripts
{
    private const int LineScripts = 130;
    private const int TinyScripts = 30;
    private const int HourScripts = 90;
    private const int WeekScripts = 24;
    private const int ManualScripts = 40;

    internal static IEnumerable<GoldenScript> All =>
    [
        .. Make("line", 10_000, LineScripts, GoldenProfile.Line),
        .. Make("tiny", 20_000, TinyScripts, GoldenProfile.Tiny),
        .. Make("hours", 30_000, HourScripts, GoldenProfile.Hours),
        .. Make("weeks", 40_000, WeekScripts, GoldenProfile.Weeks),
        .. Make("manual", 50_000, ManualScripts, GoldenProfile.Manual),
    ];

    /// <summary>Scripts from seeds that follow one another.</summary>
    internal static IEnumerable<GoldenScript> Make(string group, ulong seed, int count, GoldenProfile profile) =>
        Enumerable.Range(1, count).Select(number => Make(group, seed, (ulong)number, profile));

    private static GoldenScript Make(string group, ulong seed, ulong number, GoldenProfile profile)
    {
        bool isManual = profile == GoldenProfile.Manual;
        GoldenDraft draft = new(new GoldenRandom(seed + number), profile, isManual);
        return new GoldenScript(
            group,
            FormattableString.Invariant($"{group} {number}"),
            draft.Plan,
            new GoldenSetup
            {
                Drive = draft.Drive,
                IsManual = isManual,
                LookEvery = profile.LookEvery,
                ZoneHours = (int)(number % 3),
                Configure = options =>
                {
                    options.Policy = draft.Policy;
                    options.Readings.TimeSlice = draft.Slice;
                    options.DefaultOwner = Owners[0];
                    options.RethrowCallbackExceptions = number % 2 == 0;
                },
            },
            stage => Play(stage, draft, profile, isManual ? number : null));
    }

    private static void Play(GoldenStage stage, GoldenDraft draft, GoldenProfile profile, ulong? hand)
    {
        Queue<GoldenStep> steps = new(draft.Steps.Where(step => !step.IsFirst));
        draft.Begin(stage);
        for (int unit = 0; unit <= profile.Units; unit++)
        {
            TimeSpan until = profile.Unit * unit;
            while (steps.TryPeek(out GoldenStep? step) && step.At <= until)
            {
                stage.AdvanceTo(step.At);
                GoldenDraft.Do(stage, steps.Dequeue());
            }

            stage.AdvanceTo(until);
            if (hand is { } seed)
            {
                GoldenHand.Report(stage, (seed * 1000) + (ulong)unit);
            }
        }
    }
}
