namespace Bits.RetrySim;

/// <summary>Arms something of a script for its instant.</summary>
/// <param name="at">When, since the simulation's start.</param>
/// <param name="node">Where it is written, should it be refused.</param>
/// <param name="act">What it does.</param>
internal delegate void ScriptSchedule(TimeSpan at, SimulationScriptNode node, Action act);

/// <summary>What a script does to something at an instant.</summary>
/// <param name="At">When, since the simulation's start.</param>
/// <param name="Node">Where it is written.</param>
/// <param name="Act">What it does.</param>
internal sealed record ScriptStep<T>(TimeSpan At, SimulationScriptNode Node, Action<T> Act)
{
    internal void Schedule(ScriptSchedule schedule, T target) => schedule(At, Node, () => Act(target));

    /// <summary>A step made of the fields that are there, in a fixed order.</summary>
    internal sealed class Builder(ScriptValues values)
    {
        private readonly List<Action<T>> _acts = [];

        internal Builder Set<TValue>(ScriptField<TValue> field, Action<T, TValue> act)
        {
            if (values.TryGet(field, out TValue value))
            {
                _acts.Add(target => act(target, value));
            }

            return this;
        }

        internal Action<T> Build() => target => _acts.ForEach(act => act(target));

        /// <exception cref="SimulationScriptException">Nothing is said but when.</exception>
        internal ScriptStep<T> Build(ScriptField<TimeSpan> at, string example)
        {
            TimeSpan instant = values.Get(at);
            return _acts.Count > 0
                ? new ScriptStep<T>(instant, values.Node, Build())
                : throw values.Node.Wrong($"something that changes besides \"at\", such as \"{example}\"", "nothing", inner: null);
        }
    }
}
