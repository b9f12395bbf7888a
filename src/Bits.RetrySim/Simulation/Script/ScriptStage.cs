namespace Bits.RetrySim;

/// <summary>Sets up one manager of a script in a simulation, and carries out at its instants what the script says.</summary>
/// <param name="simulation">The simulation.</param>
/// <param name="machine">The manager.</param>
/// <param name="prepare">What else is done to each job before it is resumed; null: nothing.</param>
internal sealed class ScriptStage(BitsSimulation simulation, ScriptMachine machine, Action<BackgroundCopyJob>? prepare)
{
    private int _stepsLeft;

    private readonly BackgroundCopyJob?[] _jobs = new BackgroundCopyJob?[machine.Jobs.Count];

    /// <summary>The jobs that have been created, in the order of the script.</summary>
    internal IEnumerable<BackgroundCopyJob> Jobs => _jobs.OfType<BackgroundCopyJob>();

    internal bool IsOver => _stepsLeft == 0 && Jobs.All(static job => job.IsFinal || job.State == BackgroundCopyJobState.Error);

    /// <summary>What a manager, a job or a network throws when it refuses what it is asked.</summary>
    internal static bool IsRefusal(Exception exception) =>
        exception is BitsException or ArgumentException or InvalidOperationException or UnauthorizedAccessException or NotImplementedException;

    /// <param name="network">Its own network, or the script's if it is the first that uses it.</param>
    internal void SetUp(SimulationScriptNetwork? network)
    {
        network?.ApplyTo(simulation.Network, Schedule);
        foreach (ScriptStep<SimulatedFiles> step in machine.LocalFiles)
        {
            if (step.At == TimeSpan.Zero)
            {
                step.Act(simulation.Files);
            }
            else
            {
                step.Schedule(Schedule, simulation.Files);
            }
        }

        foreach ((SimulationScriptNode node, SimulationScriptChange change) in machine.Environment)
        {
            Schedule(change.At, node, () => change.ApplyTo(simulation, machine.Users));
        }

        for (int index = 0; index < _jobs.Length; index++)
        {
            Plan(machine.Jobs[index], index);
        }
    }

    private void Plan(SimulationScriptJob script, int index)
    {
        if (script.CreateAt is { } created)
        {
            Schedule(created, script.Node, () => Create(script, index));
        }
        else
        {
            Create(script, index);
        }

        if (script.IsResumed)
        {
            Schedule(script.ResumeAt, script.Node, () => OfCreated(index, static job => job.Resume()));
        }

        foreach (ScriptStep<BackgroundCopyJob> call in script.Calls)
        {
            Schedule(call.At, call.Node, () => OfCreated(index, call.Act));
        }
    }

    /// <summary>A job whose creation was refused, which has been told, does nothing later.</summary>
    private void OfCreated(int index, Action<BackgroundCopyJob> act)
    {
        if (_jobs[index] is { } job)
        {
            act(job);
        }
    }

    private void Create(SimulationScriptJob script, int index)
    {
        BackgroundCopyJob job = simulation.Manager.CreateJob(script.Name, script.Type, script.Owner);
        _jobs[index] = job;
        script.SettingsBeforeFiles(job);
        if (script.ReplyName is { } replyName)
        {
            job.Reply!.FileName = replyName;
        }

        job.AddFileSet(script.Files);
        script.Settings(job);
        script.Client?.Attach(job, Schedule);
        prepare?.Invoke(job);
    }

    private void Schedule(TimeSpan at, SimulationScriptNode node, Action act)
    {
        if (at < simulation.Clock.Elapsed)
        {
            // Of something that appears later than that: the mistake is here, not where it appears.
            throw node.Wrong($"a time not before {simulation.Clock.Elapsed:c}, when what it belongs to appears");
        }

        simulation.At(at, () =>
        {
            _stepsLeft--;
            try
            {
                act();
            }
            catch (Exception exception) when (IsRefusal(exception))
            {
                throw node.Refused(at, exception);
            }
        });
        _stepsLeft++;
    }
}
