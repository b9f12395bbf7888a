using CsCheck;

namespace Bits.RetrySim.Tests;

/// <summary>Random scripts with calls that jobs of a certain kind are for.</summary>
internal static class ScriptCalls
{
    /// <summary>Scripts in which the clients call more, at instants that fall together with those of other inputs.</summary>
    internal static Gen<Script> With(Gen<ScriptKind> kinds, params Gen<(ScriptAction Action, long Value)>[] actions) => Gen.Select(
        ScriptGen.Scripts,
        kinds.Array[3],
        Gen.Select(Gen.Long[0, 30], Gen.Int[0, 2], Gen.OneOf(actions)).Array[1, 8],
        (script, jobKinds, added) =>
        {
            long unit = script.EndMs / 80;
            IEnumerable<ScriptInput> inputs = added.Select(one => new ScriptInput(one.Item1 * unit, one.Item3.Action, one.Item3.Action < ScriptAction.Network ? 1 + (one.Item2 % script.Jobs.Count) : 0, one.Item3.Value));
            return script with
            {
                Jobs = [.. script.Jobs.Select((job, index) => job with { Kind = jobKinds[index] })],
                Inputs = [.. script.Inputs.Concat(inputs).OrderBy(input => input.AtMs).ThenBy(input => input.Action != ScriptAction.StepSystemTime)],
            };
        });
}
