namespace Bits.RetrySim;

/// <summary>
/// What surrounds a manager's jobs. Every setter is an input to the engine: it acts at once on all jobs, and setting the value that already
/// holds does nothing.
/// </summary>
/// <threadsafety>Safe from any thread.</threadsafety>
public sealed class BitsEnvironment
{
    private readonly Surroundings _surroundings;

    internal BitsEnvironment(Surroundings surroundings) => _surroundings = surroundings;

    /// <summary>Whether there is a network. Without one every job that is ready or runs waits (NET-1); when it is back all waiting jobs are queued (NET-2).</summary>
    /// <value>True by default.</value>
    /// <example>
    /// <code>
    /// bits.Environment.NetworkAvailable = false;
    /// job.State.Should().Be(BackgroundCopyJobState.TransientError);
    /// bits.Environment.NetworkAvailable = true;
    /// job.State.Should().Be(BackgroundCopyJobState.Queued);
    /// </code>
    /// </example>
    public bool NetworkAvailable
    {
        get => !Holds(BlockConditions.Network);
        set => _surroundings.SetCondition(BlockConditions.Network, !value);
    }

    /// <summary>
    /// The network has another address, adapter, route or profile, but was never lost: every job in TRANSIENT_ERROR is queued and tried, and no
    /// timer begins anew by it (NET-11). Bodies that flow go on. While there is no network nothing happens but a hint.
    /// </summary>
    /// <remarks><see cref="BitsReadings.SettlingTries"/> tells how often the jobs are tried again, a second apart.</remarks>
    public void NetworkChanged() => _surroundings.ChangeNetwork();

    /// <summary>Whether the computer goes to standby (BG_E_STANDBY_MODE, NET-9).</summary>
    /// <value>False by default.</value>
    public bool Standby
    {
        get => Holds(BlockConditions.Standby);
        set => _surroundings.SetCondition(BlockConditions.Standby, value);
    }

    /// <summary>Whether the battery policy makes jobs wait for mains power (BG_E_BLOCKED_BY_BATTERY_POLICY, NET-9).</summary>
    /// <value>False by default.</value>
    public bool BatteryPolicyBlocks
    {
        get => Holds(BlockConditions.BatteryPolicy);
        set => _surroundings.SetCondition(BlockConditions.BatteryPolicy, value);
    }

    /// <summary>Whether battery saver is on; background jobs wait (BG_E_BLOCKED_BY_BATTERY_SAVER, NET-9).</summary>
    /// <value>False by default.</value>
    public bool BatterySaver
    {
        get => Holds(BlockConditions.BatterySaver);
        set => _surroundings.SetCondition(BlockConditions.BatterySaver, value);
    }

    /// <summary>Whether game mode is on; jobs of every priority wait (BG_E_BLOCKED_BY_GAME_MODE, NET-9), foreground ones if <see cref="BitsReadings.BlocksForeground"/> says so.</summary>
    /// <value>False by default.</value>
    public bool GameMode
    {
        get => Holds(BlockConditions.GameMode);
        set => _surroundings.SetCondition(BlockConditions.GameMode, value);
    }

    /// <summary>Whether background work is not allowed; background jobs wait (BG_E_BLOCKED_BY_BACKGROUND_ACCESS_POLICY, RETRY-16).</summary>
    /// <value>False by default.</value>
    public bool BackgroundAccessBlocked
    {
        get => Holds(BlockConditions.BackgroundAccess);
        set => _surroundings.SetCondition(BlockConditions.BackgroundAccess, value);
    }

    /// <summary>Whether the system's policy stops all transfers (BG_E_BLOCKED_BY_SYSTEM_POLICY, RETRY-16).</summary>
    /// <value>False by default.</value>
    public bool SystemPolicyBlocks
    {
        get => Holds(BlockConditions.SystemPolicy);
        set => _surroundings.SetCondition(BlockConditions.SystemPolicy, value);
    }

    /// <summary>What the network costs now; jobs whose cost flags do not hold this state wait (COST-1).</summary>
    /// <value>One state, <see cref="BackgroundCopyCostStates.Unrestricted"/> by default.</value>
    /// <exception cref="ArgumentException">Not exactly one cost state (E_INVALIDARG).</exception>
    public BackgroundCopyCostStates CostState
    {
        get => _surroundings.CostState;
        set
        {
            if (!CostMask.IsState(value))
            {
                throw Failure.InvalidArgument(nameof(CostState), $"CostState {value} must be exactly one cost state.");
            }

            _surroundings.SetCostState(value);
        }
    }

    /// <summary>A user logs on: the user's jobs may run again (NET-5). Users are logged on unless logged off.</summary>
    /// <param name="user">The user.</param>
    /// <exception cref="ArgumentNullException">The user is null (E_INVALIDARG).</exception>
    public void LogOn(BackgroundCopyUser user) => _surroundings.SetLoggedOn(user ?? throw Failure.Null(nameof(user)), loggedOn: true);

    /// <summary>A user logs off: the user's running jobs are queued and wait for logon (NET-6, STATE-23).</summary>
    /// <param name="user">An ordinary user or an administrator.</param>
    /// <exception cref="ArgumentException">The user is null, or a service account, which is always logged on (E_INVALIDARG, NET-5).</exception>
    public void LogOff(BackgroundCopyUser user)
    {
        if ((user ?? throw Failure.Null(nameof(user))).IsAlwaysLoggedOn)
        {
            throw Failure.InvalidArgument(nameof(user), $"{user.Name} is a service account; those are always logged on.");
        }

        _surroundings.SetLoggedOn(user, loggedOn: false);
    }

    /// <summary>Whether a user is logged on.</summary>
    /// <param name="user">The user.</param>
    /// <returns>True unless the user was logged off.</returns>
    /// <exception cref="ArgumentNullException">The user is null (E_INVALIDARG).</exception>
    public bool IsLoggedOn(BackgroundCopyUser user) => _surroundings.IsLoggedOn(user ?? throw Failure.Null(nameof(user)));

    /// <summary>A volume is locked, as while chkdsk runs: jobs with files to fetch for it wait (BG_E_DESTINATION_LOCKED, RETRY-14).</summary>
    /// <param name="root">The volume's root, such as C:\, \\server\share\ or /.</param>
    /// <exception cref="ArgumentException">Not the root of a volume (E_INVALIDARG).</exception>
    public void LockVolume(string root) => _surroundings.SetVolumeLocked(FileNames.NormalizeRoot(root, nameof(root)), locked: true);

    /// <summary>A locked volume is available again: jobs that waited for it are queued (RETRY-15).</summary>
    /// <param name="root">As for <see cref="LockVolume"/>.</param>
    /// <exception cref="ArgumentException">Not the root of a volume (E_INVALIDARG).</exception>
    public void UnlockVolume(string root) => _surroundings.SetVolumeLocked(FileNames.NormalizeRoot(root, nameof(root)), locked: false);

    private bool Holds(BlockConditions condition) => (_surroundings.Conditions & condition) != 0;
}
