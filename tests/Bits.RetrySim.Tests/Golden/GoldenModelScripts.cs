using System.Globalization;
using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>The scripts of the property tests, with fixed seeds, on a simulated network: what a fetch meets becomes a fault of the host.</summary>
internal static class GoldenModelScripts
{
    private const int Count = 110;
    private const int CountPerReading = 4;
    private const int LongestMs = 600_000;
    private const int Looks = 40;

    private static readonly Regex LaterProperties = new(", (MaxJobsPerUser|ImmediateRetries) = [^}]*}");

    /// <summary>Changes of the edition's readings.</summary>
    private static readonly Func<ScriptReadings, ScriptReadings>[] Turns =
    [
        readings => readings with { FloorSeconds = 60 },
        readings => readings with { DelayAboveTimeout = DelayAboveTimeout.FailAtTimeout },
        readings => readings with { BlockedTimeout = readings.BlockedTimeout == BlockedTimeout.Run ? BlockedTimeout.Freeze : BlockedTimeout.Run },
        readings => readings with { BlockedTimeout = BlockedTimeout.Clear },
        readings => readings with { SuspendKeepsErrorAndTransferred = true, ResumeTransferredIsEmpty = true },
        readings => readings with { DefaultCostFlags = BackgroundCopyCostStates.TransferUnrestricted, ZeroTimeoutFailsBlocks = false },
        readings => readings with { RedeliveryMs = 7_000, TimeSliceMs = 5_000 },
        readings => readings with { RedeliveryMs = 1, TimeSliceMs = 1_000 },
    ];

    internal static IEnumerable<GoldenScript> All(GoldenEdition edition) => Drawn(edition).Select(drawn => Make(drawn.Name, drawn.Number, drawn.Script, edition));

    /// <summary>The scripts as they are drawn.</summary>
    internal static IEnumerable<(string Name, int Number, Script Script)> Drawn(GoldenEdition edition)
    {
        ScriptReadings usual = edition.IsAsBefore ? ScriptReadings.V0_1 : new();
        return
        [
            .. Enumerable.Range(1, Count).Select(number => Draw("model", number, usual, edition)),
            .. Turns.SelectMany((turn, i) => Enumerable.Range(1, CountPerReading).Select(
                number => Draw("reading", (i * CountPerReading) + number, turn(usual), edition))),
        ];
    }

    private static (string Name, int Number, Script Script) Draw(string kind, int number, ScriptReadings readings, GoldenEdition edition)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{kind} {number}");
        return (name, number, GoldenModelDraw.Draw(edition, name, number, readings));
    }

    private static GoldenScript Make(string name, int number, Script script, GoldenEdition edition)
    {
        GoldenDrive drive = (GoldenDrive)(number % 3);
        return new GoldenScript(
            "model",
            name,
            $"{drive}, {(edition.IsAsBefore ? WithoutWhatCameLater(script.ToString()) : script)}".ReplaceLineEndings("\n"),
            new GoldenSetup
            {
                Drive = drive,
                LookEvery = TimeSpan.FromMilliseconds(script.EndMs > LongestMs ? script.EndMs / Looks : script.EndMs / (2 * Looks)),
                Configure = options =>
                {
                    options.Policy = GoldenModelPlayer.PolicyOf(script.Policy);
                    options.Readings = ScriptSettings.ReadingsOf(script.Readings);
                    options.DefaultOwner = GoldenModelPlayer.Owners[0];
                },
            },
            stage => new GoldenModelPlayer(stage, script).Play());
    }

    /// <summary>The plan in the words of version 0.1: policy and readings had fewer properties.</summary>
    private static string WithoutWhatCameLater(string plan) => LaterProperties.Replace(plan, " }");
}
