using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <content>The network is lost, comes back or changes: NET-1, NET-2 and NET-11.</content>
internal sealed partial class ReferenceModel
{
    private const long SettlingStepMs = 1000;

    private int _settlingTriesLeft;

    private void SetNetwork(bool isUp)
    {
        bool wasUp = _conditions.IsNetworkUp;
        ChangeEnvironment(() => _conditions.Set(ScriptAction.Network, isUp ? 1 : 0));
        if (!wasUp && isUp)
        {
            BeginSettling();
        }
        else if (!isUp)
        {
            Disarm(DueKind.Settling, null);
        }
    }

    private void ChangeNetwork()
    {
        if (_conditions.IsNetworkUp) // "While the network is away: nothing"
        {
            TryWaitingJobs();
            BeginSettling();
        }
    }

    private void TryWaitingJobs()
    {
        foreach (ModelJob job in Jobs.Where(job => job.State == State.TransientError).ToList())
        {
            Enter(job, State.Queued); // whatever its code; a block that holds acts at the turn of this instant
        }
    }

    private void BeginSettling()
    {
        _settlingTriesLeft = _script.Readings.SettlingTries;
        ArmSettling();
    }

    private void ArmSettling()
    {
        Disarm(DueKind.Settling, null);
        if (_settlingTriesLeft > 0)
        {
            Arm(_now + SettlingStepMs, Phase.Input, DueKind.Settling, null, OnSettling);
        }
    }

    private void OnSettling()
    {
        _settlingTriesLeft--;
        TryWaitingJobs();
        ArmSettling();
    }
}
