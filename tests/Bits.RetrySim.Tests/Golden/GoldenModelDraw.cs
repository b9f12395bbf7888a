using CsCheck;

namespace Bits.RetrySim.Tests;

/// <summary>Draws the scripts of the property tests that are in the corpus. Where nothing draws, they are read from <see cref="GoldenModelPlans"/>.</summary>
internal static class GoldenModelDraw
{
    private const ulong Seed = 7;

    /// <summary>The script of this name.</summary>
    /// <param name="edition">Whose it is.</param>
    /// <param name="name">What it is called in <see cref="GoldenModelPlans"/>.</param>
    /// <param name="number">Its number among those of its kind, which is the seed.</param>
    /// <param name="readings">Its readings.</param>
    internal static Script Draw(GoldenEdition edition, string name, int number, ScriptReadings readings) =>
        ScriptGen.ScriptsUnder(Gen.Const(readings), edition.IsAsBefore).Generate(new PCG((uint)number, Seed), null, out _);
}
