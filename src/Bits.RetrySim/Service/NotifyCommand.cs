namespace Bits.RetrySim;

/// <summary>A notification program, as its job has it (CMD-1).</summary>
/// <param name="Program">The full path.</param>
/// <param name="Parameters">Perhaps secret: never shown.</param>
/// <param name="User">Who set it, and in whose name it runs (CMD-2).</param>
internal sealed record NotifyCommand(string Program, string Parameters, BackgroundCopyUser User)
{
    internal CommandSnapshot ToSnapshot() => new(Program, Parameters, User);

    public override string ToString() => Program;
}
