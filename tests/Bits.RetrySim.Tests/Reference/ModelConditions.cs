namespace Bits.RetrySim.Tests;

/// <summary>The environment of the reference model.</summary>
internal sealed class ModelConditions
{
    internal bool IsNetworkUp { get; private set; } = true;

    internal bool Standby { get; private set; }

    internal bool BatteryPolicy { get; private set; }

    internal bool BatterySaver { get; private set; }

    internal bool GameMode { get; private set; }

    internal bool BackgroundAccess { get; private set; }

    internal bool SystemPolicy { get; private set; }

    internal BackgroundCopyCostStates CostState { get; private set; } = BackgroundCopyCostStates.Unrestricted;

    internal ScriptBandwidth Bandwidth { get; set; }

    /// <summary>The hour of the day that decides about the bandwidth.</summary>
    internal int Hour { get; set; }

    internal bool IsBandwidthZero => Bandwidth switch
    {
        ScriptBandwidth.Zero => true,
        ScriptBandwidth.ZeroInFirstHour => Hour == 0,
        ScriptBandwidth.ZeroByDay => Hour is >= 2 and < 22,
        _ => false,
    };

    internal void Set(ScriptAction action, long value)
    {
        bool on = value != 0;
        switch (action)
        {
            case ScriptAction.Network:
                IsNetworkUp = on;
                break;
            case ScriptAction.Standby:
                Standby = on;
                break;
            case ScriptAction.BatteryPolicy:
                BatteryPolicy = on;
                break;
            case ScriptAction.BatterySaver:
                BatterySaver = on;
                break;
            case ScriptAction.GameMode:
                GameMode = on;
                break;
            case ScriptAction.BackgroundAccess:
                BackgroundAccess = on;
                break;
            case ScriptAction.SystemPolicy:
                SystemPolicy = on;
                break;
            case ScriptAction.CostState:
                CostState = (BackgroundCopyCostStates)value;
                break;
            case ScriptAction.Bandwidth:
                Bandwidth = (ScriptBandwidth)value;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(action), action, "is no condition.");
        }
    }
}
