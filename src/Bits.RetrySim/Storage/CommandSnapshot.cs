namespace Bits.RetrySim;

/// <summary>A notification program as it could be kept (CMD-1).</summary>
/// <param name="Program">The full path.</param>
/// <param name="Parameters">They may be secret, so the text of this value does not show them.</param>
/// <param name="User">In whose name it runs (CMD-2).</param>
internal sealed record CommandSnapshot(string Program, string Parameters, BackgroundCopyUser User)
{
    public override string ToString() => FileNames.WithoutSecrets(Program);
}
