using System.Globalization;
using CsCheck;

namespace Bits.RetrySim.Tests;

/// <summary>The scripts of the property tests, with fixed seeds, on a simulated network: what a fetch meets becomes a fault of the host.</summary>
internal static class GoldenModelScripts
{
    private const int Count = 110;
    private const int CountPerReading = 4;
    private const int LongestMs = 600_000;
    private const int Looks = 40;
    private const ulong Seed = 7;

    private static readonly ScriptReadings[] Readings =
    [
        new(FloorSeconds: 60),
        new(DelayAboveTimeout: DelayAboveTimeout.FailAtTimeout),
        new(BlockedTimeout: BlockedTimeout.Run),
        new(BlockedTimeout: BlockedTimeout.Clear),
        new(SuspendKeepsErrorAndTransferred: true, ResumeTransferredIsEmpty: true),
        new(DefaultCostFlags: BackgroundCopyCostStates.TransferUnrestricted, ZeroTimeoutFailsBlocks: false),
        new(RedeliveryMs: 7_000, TimeSliceMs: 5_000),
        new(RedeliveryMs: 1, TimeSliceMs: 1_000),
    ];

    internal static IEnumerable<GoldenScript> All =>
    [
        .. Enumerable.Range(1, Count).Select(number => Make("model", number, ScriptGen.Scripts)),
        .. Readings.SelectMany((readings, i) => Enumerable.Range(1, CountPerReading).Select(
            number => Make("reading", (i * CountPerReading) + number, ScriptGen.ScriptsUnder(Gen.Const(readings))))),
    ];

    private static GoldenScript Make(string kind, int number, Gen<Script> gen)
    {
        Script script = gen.Generate(new PCG((uint)number, Seed), null, out _);
        GoldenDrive drive = (GoldenDrive)(number % 3);
        return new GoldenScript(
            "model",
            string.Create(CultureInfo.InvariantCulture, $"{kind} {number}"),
            $"{drive}, {script}".ReplaceLineEndings("\n"),
            new GoldenSetup
            {
                Drive = drive,
                LookEvery = TimeSpan.FromMilliseconds(script.EndMs > LongestMs ? script.EndMs / Looks : script.EndMs / (2 * Looks)),
                Configure = options =>
                {
                    options.Policy = GoldenModelPlayer.PolicyOf(script.Policy);
                    options.Readings = GoldenModelPlayer.ReadingsOf(script.Readings);
                    options.DefaultOwner = GoldenModelPlayer.Owners[0];
                },
            },
            stage => new GoldenModelPlayer(stage, script).Play());
    }
}
