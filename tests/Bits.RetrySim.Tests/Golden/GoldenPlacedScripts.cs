namespace Bits.RetrySim.Tests;

/// <summary>What chance would seldom draw: many jobs due at one instant, circles, timers of the client between those of the service, an end in the middle.</summary>
internal static class GoldenPlacedScripts
{
    internal static IEnumerable<GoldenScript> All =>
    [
        Make("forty jobs on one line", GoldenLineScenes.FortyJobs),
        Make("forty jobs fail together", GoldenInstantScenes.FortyFailures),
        Make("overdue at a restart", GoldenInstantScenes.OverdueAtRestart),
        Make("overdue after sleep", GoldenInstantScenes.OverdueAfterSleep),
        Make("ended during sleep", GoldenInstantScenes.EndedDuringSleep),
        Make("a line that breaks for all", GoldenLineScenes.BrokenLine),
        Make("foreground takes all", GoldenLineScenes.ForegroundTakesAll),
        Make("slices in turn", GoldenLineScenes.SlicesInTurn),
        Make("policy limit beside foreground", GoldenLineScenes.PolicyLimit),
        Make("priority under a limit", GoldenLineScenes.PriorityUnderLimit),
        Make("hosts made late", GoldenLineScenes.HostsMadeLate),
        Make("two hosts and one line", GoldenLineScenes.TwoHosts),
        Make("resumed while blocked", GoldenInstantScenes.ResumedWhileBlocked),
        Make("timers between", GoldenInstantScenes.TimersBetween),
        Make("actions of one instant", GoldenInstantScenes.ActionsOfOneInstant),
        Make("circle", GoldenInstantScenes.Circle) with { Setup = new GoldenSetup { Configure = options => options.MaximumEntriesPerInstant = 50 } },
        Make("disposed", GoldenClientScenes.Disposed),
        Make("disposed in a callback", GoldenClientScenes.DisposedInCallback),
        Make("limits on jobs and files", GoldenClientScenes.Limits),
        Make("callbacks that throw", GoldenClientScenes.ThrowingCallbacks) with { Setup = new GoldenSetup { Configure = options => options.RethrowCallbackExceptions = true } },
        Make("jobs that start each other", GoldenClientScenes.Chain),
        Make("hints", GoldenClientScenes.Hints),
        Make("own classification", GoldenLineScenes.ForegroundTakesAll) with
        {
            Setup = new GoldenSetup
            {
                Configure = options => options.Classification = new ErrorClassification().OverrideHttpStatus(404, ErrorClass.Transient).OverrideHttpStatus(503, ErrorClass.Fatal),
            },
        },
    ];

    private static GoldenScript Make(string name, Action<GoldenStage> play) =>
        new("placed", name, name + "\n", new GoldenSetup { LookEvery = TimeSpan.FromSeconds(20) }, play);
}
