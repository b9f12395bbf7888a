namespace Bits.RetrySim.Tests;

/// <summary>Local files that stay inside a call until the test lets them go on, or that answer as the test says.</summary>
internal sealed class GatedFiles : LocalFiles
{
    private readonly SemaphoreSlim _entered = new(0);
    private readonly SemaphoreSlim _gate = new(0);

    /// <summary>What a rename answers, by local name; it may throw.</summary>
    internal Func<string, int> OnRename { get; set; } = static _ => 0;

    internal Func<string, int> OnDelete { get; set; } = static _ => 0;

    internal Func<string, int> OnCheckWritable { get; set; } = static _ => 0;

    /// <summary>What was asked, in order, as "rename 1".</summary>
    internal List<string> Asked { get; } = [];

    /// <summary>For <see cref="OnRename"/> and the others: waits inside until <see cref="LetGo"/>.</summary>
    internal int Stay(string localName)
    {
        _entered.Release();
        _gate.Wait(Guard.Limit).Should().BeTrue("the test opens the gate of {0}", localName);
        return 0;
    }

    /// <summary>Until a call is inside.</summary>
    internal void WaitUntilInside() => _entered.Wait(Guard.Limit).Should().BeTrue("a call comes");

    internal void LetGo() => _gate.Release();

    internal override int CheckWritable(string localName) => OnCheckWritable(localName);

    internal override int Rename(in FileTarget target) => Note("rename", target.LocalName, OnRename);

    internal override int Delete(in FileTarget target) => Note("delete", target.LocalName, OnDelete);

    private int Note(string what, string localName, Func<string, int> answer)
    {
        Asked.Add($"{what} {Path.GetFileNameWithoutExtension(localName.Split('\\')[^1])}");
        return answer(localName);
    }
}
