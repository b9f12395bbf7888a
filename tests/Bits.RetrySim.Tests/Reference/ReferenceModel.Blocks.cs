using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <content>Conditions that block jobs (RETRY-14 to RETRY-17, sections 5 and 6, OQ-39), and the freeze of the no-progress timer (OQ-4).</content>
internal sealed partial class ReferenceModel
{
    private readonly ModelConditions _conditions = new();

    /// <summary>The code of the first condition that blocks the job now (OQ-39); null: none.</summary>
    private int? BlockOf(ModelJob job)
    {
        List<int> codes = BlocksOf(job);
        return codes.Count == 0 ? null : codes[0];
    }

    /// <summary>The codes of all conditions that hold and apply to the job, in the order of OQ-39.</summary>
    private List<int> BlocksOf(ModelJob job)
    {
        BackgroundCopyCostStates mask = job.CostFlags ?? _script.Readings.DefaultCostFlags;
        BlockConditions applying = job.IsForeground ? _script.Readings.BlocksForeground : BlockConditions.All;
        (bool Holds, BlockConditions Condition, int Code)[] all =
        [
            (!_conditions.IsNetworkUp, BlockConditions.Network, SpecCodes.NetworkDisconnected),
            (_conditions.Standby, BlockConditions.Standby, SpecCodes.Standby),
            (_conditions.IsBandwidthZero, BlockConditions.Bandwidth, SpecCodes.BlockedByBandwidth),
            ((_conditions.CostState & mask) == 0, BlockConditions.Cost, SpecCodes.BlockedByCost),
            (_conditions.BatteryPolicy, BlockConditions.BatteryPolicy, SpecCodes.BlockedByBatteryPolicy),
            (_conditions.BatterySaver, BlockConditions.BatterySaver, SpecCodes.BlockedByBatterySaver),
            (_conditions.GameMode, BlockConditions.GameMode, SpecCodes.BlockedByGameMode),
            (_conditions.BackgroundAccess, BlockConditions.BackgroundAccess, SpecCodes.BlockedByBackgroundAccess),
            (_conditions.SystemPolicy, BlockConditions.SystemPolicy, SpecCodes.BlockedBySystemPolicy),
        ];
        return [.. all.Where(condition => condition.Holds && (applying & condition.Condition) != 0).Select(condition => condition.Code)];
    }

    /// <summary>
    /// The environment, the policy or the hour changes. What begins or ends for a job changes its state at once; whether it is blocked by
    /// something else is looked at when its turn comes.
    /// </summary>
    private void ChangeEnvironment(Action change)
    {
        List<List<int>> before = [.. Jobs.Select(BlocksOf)];
        change();
        for (int i = 0; i < Jobs.Count; i++)
        {
            ModelJob job = Jobs[i];
            if (!BlocksOf(job).SequenceEqual(before[i]))
            {
                List<int> earlier = job.BlocksBefore ?? [];
                job.BlocksBefore = null;
                ApplyBlocks(job, before[i], earlier);
            }
        }

        BlockSessionEnds();
        RequestTurn();
        ArmBandwidthInterval();
    }

    /// <summary>
    /// Priority or mask of a job changes, and with it what blocks the job (OQ-39). Table 2.3 says that such a setter changes no state, so
    /// what follows from it is done by the next turn (D-2); whether the job is blocked is a matter of what holds now (section 3.5).
    /// </summary>
    private void ChangeWhatBlocks(ModelJob job, Action change)
    {
        job.BlocksBefore ??= BlocksOf(job);
        change();
        UpdateFreeze(job);
        RequestTurn();
    }

    private void CheckAgain(ModelJob job)
    {
        if (job.BlocksBefore is List<int> before)
        {
            job.BlocksBefore = null;
            ApplyBlocks(job, before, []);
        }
    }

    private void ApplyBlocks(ModelJob job, List<int> before, List<int> earlier)
    {
        List<int> after = BlocksOf(job);
        List<int> ended = [.. before.Union(earlier).Except(after)];
        bool begins = after.Except(before).Any();
        if (job.State == State.TransientError)
        {
            // NET-2: the network frees all of them; other conditions those that carry their code (OQ-39).
            if (ended.Contains(SpecCodes.NetworkDisconnected) || ended.Contains(job.Error))
            {
                Enter(job, State.Queued); // STATE-20, STATE-22
            }
        }
        else if (begins && (job.State == State.Queued || job.IsActive))
        {
            Fail(job, after[0]); // STATE-19, STATE-21, STATE-29
        }

        UpdateFreeze(job);
    }

    /// <summary>"whenever (State == TRANSIENT_ERROR and Blocked) becomes true / false" of section 3.5.</summary>
    private void UpdateFreeze(ModelJob job)
    {
        bool frozen = job.State == State.TransientError && BlockOf(job) is not null;
        if (frozen && job.FrozenSince is null)
        {
            job.FrozenSince = Now();
            if (_script.Readings.BlockedTimeout == BlockedTimeout.Clear)
            {
                job.FirstTransientAt = null;
            }
            else if (_script.Readings.BlockedTimeout == BlockedTimeout.Run)
            {
                job.FirstTransientAt ??= Now();
            }
        }
        else if (!frozen && job.FrozenSince is Stamp since)
        {
            job.FrozenSince = null;
            if (_script.Readings.BlockedTimeout == BlockedTimeout.Freeze && job.FirstTransientAt is Stamp first)
            {
                job.FirstTransientAt = Now() with { Ms = first.Ms + Elapsed(since) }; // set anew now, as the clocks stand now
            }
        }
        else
        {
            return;
        }

        if (_script.Readings.BlockedTimeout != BlockedTimeout.Run)
        {
            ArmNoProgress(job);
        }
    }

    /// <summary>The next hour at which the bandwidth limit may change (POLICY-5); it comes in phase 0.</summary>
    private void ArmBandwidthInterval()
    {
        Disarm(DueKind.BandwidthInterval, null);
        if (_conditions.Bandwidth is ScriptBandwidth.ZeroInFirstHour or ScriptBandwidth.ZeroByDay)
        {
            long intoHour = EngineWall() % MsPerHour;
            Arm(_now + MsPerHour - intoHour, Phase.Input, DueKind.BandwidthInterval, null, OnBandwidthInterval);
        }
    }

    private void OnBandwidthInterval() => ChangeEnvironment(() => _conditions.Hour = EngineHour());
}
