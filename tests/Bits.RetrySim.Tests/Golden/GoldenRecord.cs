namespace Bits.RetrySim.Tests;

/// <summary>All that a script left behind.</summary>
internal sealed record GoldenRecord(string Name, IReadOnlyList<GoldenArtefact> Artefacts)
{
    /// <summary>One of the artefacts.</summary>
    internal string this[string artefact] => Artefacts.Single(one => one.Name == artefact).Content;
}
