namespace Bits.RetrySim.Native;

/// <summary>Conditions of the surroundings, by the numbers of the header.</summary>
internal static class NativeCondition
{
    /// <exception cref="ArgumentException">No such condition (E_INVALIDARG).</exception>
    internal static void Set(BitsEnvironment environment, int condition, bool holds)
    {
        switch (condition)
        {
            case 0:
                environment.NetworkAvailable = !holds;
                break;
            case 1:
                environment.Standby = holds;
                break;
            case 2:
                environment.BatteryPolicyBlocks = holds;
                break;
            case 3:
                environment.BatterySaver = holds;
                break;
            case 4:
                environment.GameMode = holds;
                break;
            case 5:
                environment.BackgroundAccessBlocked = holds;
                break;
            case 6:
                environment.SystemPolicyBlocks = holds;
                break;
            default:
                throw NativeFailure.InvalidArgument(nameof(condition), FormattableString.Invariant($"{condition} is no condition; 0 to 6 are (BITS_RETRYSIM_NO_NETWORK and the like)."));
        }
    }
}
