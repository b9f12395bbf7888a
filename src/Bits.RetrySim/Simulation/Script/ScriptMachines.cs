using static Bits.RetrySim.ScriptTypes;

namespace Bits.RetrySim;

/// <summary>The machines of a script, each with a manager: who its users are, what changes around its jobs, and the jobs.</summary>
internal static class ScriptMachines
{
    // What changes.
    private static readonly ScriptType<string> Volume = Checked("the root of a volume, such as `C:\\`", static text => FileNames.NormalizeRoot(text, "root"));

    private static readonly ScriptField<TimeSpan> At = new("at", Instant, "the time of the change") { IsRequired = true };

    private static readonly ScriptField<ScriptNetworkState> Network = new(
        "network",
        ScriptWords.Of(
            "\"up\", \"down\" or \"changed\"",
            "`\"up\"`, `\"down\"` or `\"changed\"`",
            ["up", "down", "changed"],
            [ScriptNetworkState.Up, ScriptNetworkState.Down, ScriptNetworkState.Changed]),
        "whether there is a network, or that it has another address without having been lost");

    private static readonly ScriptField<bool> Standby = new("standby", ScriptTypes.Boolean, "whether the computer goes to standby");
    private static readonly ScriptField<bool> BatteryPolicyBlocks = new("batteryPolicyBlocks", ScriptTypes.Boolean, "whether the battery policy makes jobs wait");
    private static readonly ScriptField<bool> BatterySaver = new("batterySaver", ScriptTypes.Boolean, "whether battery saver is on");
    private static readonly ScriptField<bool> GameMode = new("gameMode", ScriptTypes.Boolean, "whether game mode is on");
    private static readonly ScriptField<bool> BackgroundAccessBlocked = new("backgroundAccessBlocked", ScriptTypes.Boolean, "whether background work is not allowed");
    private static readonly ScriptField<bool> SystemPolicyBlocks = new("systemPolicyBlocks", ScriptTypes.Boolean, "whether the system's policy stops all transfers");

    private static readonly ScriptField<BackgroundCopyCostStates> CostState = new(
        "costState", Name<BackgroundCopyCostStates>([.. Enum.GetValues<BackgroundCopyCostStates>().Where(CostMask.IsState)]), "what the network costs");

    private static readonly ScriptType<string> Somebody = new ScriptValue<string>("the name of a user who owns jobs", ReadSomebody, Text.WriteSchema);
    private static readonly ScriptField<string> LogOn = new("logOn", Somebody, "the user who logs on");
    private static readonly ScriptField<string> LogOff = new("logOff", Somebody, "the user who logs off");
    private static readonly ScriptField<string> LockVolume = new("lockVolume", Volume, "the root of the volume that is locked");
    private static readonly ScriptField<string> UnlockVolume = new("unlockVolume", Volume, "the root of a locked volume that is available again");
    private static readonly ScriptField<GroupPolicy> NewPolicy = new("policy", ScriptPolicy.Policy, "the group policy from now on, in place of the one before");
    private static readonly ScriptField<TimeSpan> StepSystemTime = new("stepSystemTime", Step, "how far the system clock is set forward, or back; timers do not notice");
    private static readonly ScriptField<bool> RestartService = new("restartService", True, "the service stops and starts again");
    private static readonly ScriptField<TimeSpan> Sleep = new("sleep", Duration, "how long the machine sleeps, with all its managers, once everything that is due at this instant is done");
    private static readonly ScriptField<bool> CountsSleep = new("countsSleep", ScriptTypes.Boolean, "whether the monotonic clock runs on during the sleep, as on Windows; with `sleep`") { Default = "true" };

    private static readonly ScriptField[] Changing =
    [
        Network, Standby, BatteryPolicyBlocks, BatterySaver, GameMode, BackgroundAccessBlocked, SystemPolicyBlocks, CostState, LogOn, LogOff, LockVolume,
        UnlockVolume, NewPolicy, StepSystemTime, RestartService, Sleep,
    ];

    private static readonly ScriptObject<(SimulationScriptNode Node, SimulationScriptChange Change)> Change = new(
        "change", "What changes around the jobs of a machine at a time", [At, .. Changing, CountsSleep], MakeChange);

    // Local files.
    private static readonly ScriptField<string> Local = new("local", Checked("a local name", static text => FileNames.CheckLocalName(text, "local")), "the local name") { IsRequired = true };
    private static readonly ScriptField<TimeSpan> FileAt = new("at", Instant, "since when") { Default = "from the beginning, before jobs are created" };
    private static readonly ScriptField<bool> DenyWrite = new("denyWrite", True, "adding a file with this local name fails with E_ACCESSDENIED");
    private static readonly ScriptField<int> FailRename = new("failRename", HResult, "Complete cannot give the file its name, and fails with this");
    private static readonly ScriptField<bool> FailDelete = new("failDelete", True, "the temporary file cannot be deleted");
    private static readonly ScriptField<bool> Restore = new("restore", True, "everything works again for this local name");

    private static readonly ScriptObject<ScriptStep<SimulatedFiles>> LocalFile = new(
        "localFile", "What is in the way of a local file", [Local, FileAt, DenyWrite, FailRename, FailDelete, Restore], MakeLocalFile)
    {
        OneOf = [DenyWrite, FailRename, FailDelete, Restore],
    };

    // Machines.
    private static readonly ScriptField<string> MachineName = new("name", Text, "what it is called") { Default = "its number" };
    private static readonly ScriptField<SimulationScriptNetwork> OwnNetwork = new("network", ScriptNetwork.Network, "a network of its own") { Default = "it shares that of the scenario" };
    private static readonly ScriptField<GroupPolicy> Policy = new("policy", ScriptPolicy.Policy, "the group policy") { Default = "nothing is configured" };
    private static readonly ScriptField<Func<BitsReadings>> Readings = new("readings", ScriptReadings.Readings, "how the emulation reads BITS") { Default = "as observed" };
    private static readonly ScriptField<IReadOnlyList<(int, ErrorClass)>> Classification = new("classification", new ScriptList<(int, ErrorClass)>(ScriptPolicy.Classified), "errors that are classified otherwise");
    private static readonly ScriptField<BackgroundCopyUser> Owner = new("owner", ScriptUsers.User, "the owner of jobs that name none") { Default = "an ordinary user called \"user\"" };
    private static readonly ScriptField<IReadOnlyList<ScriptStep<SimulatedFiles>>> LocalFiles = new("localFiles", new ScriptList<ScriptStep<SimulatedFiles>>(LocalFile), "what is in the way of local files");
    private static readonly ScriptField<IReadOnlyList<(SimulationScriptNode, SimulationScriptChange)>> Environment = new("environment", new ScriptList<(SimulationScriptNode, SimulationScriptChange)>(Change), "what changes around the jobs");
    private static readonly ScriptField<IReadOnlyList<SimulationScriptJob>> Jobs = new("jobs", new ScriptList<SimulationScriptJob>(ScriptJobs.Job), "the jobs, in the order in which they are created");

    /// <summary>The fields of every machine, of which a script has one by itself.</summary>
    internal static IReadOnlyList<ScriptField> Fields { get; } = [Environment, Policy, Readings, Classification, Owner, LocalFiles, Jobs];

    internal static ScriptObject<ScriptMachine> Machine { get; } = new(
        "manager",
        "A further manager, on the same clock",
        [MachineName, OwnNetwork, .. Fields],
        static values => MakeMachine(values) with { Name = values.Get(MachineName), Network = values.Get(OwnNetwork) });

    internal static ScriptMachine MakeMachine(ScriptValues values)
    {
        ScriptSource source = values.Node.Source;
        BackgroundCopyUser? owner = values.Get(Owner);
        IReadOnlyList<SimulationScriptJob> jobs = values.List(Jobs);
        Dictionary<string, BackgroundCopyUser> users = new(StringComparer.Ordinal);
        foreach (BackgroundCopyUser user in jobs.Select(job => job.Owner).Prepend(owner ?? new BackgroundCopyUser(Defaults.OwnerName)).OfType<BackgroundCopyUser>())
        {
            if (users.TryGetValue(user.Name, out BackgroundCopyUser? other) && other != user)
            {
                throw values.Node.Wrong($"each user with one kind ({FileNames.Shown(user.Name)})", $"{user.Kind} and {other.Kind}", inner: null);
            }

            users[user.Name] = user;
        }

        (int knownUsers, int unlocked, int locked) = (source.Users.Count, source.Unlocked.Count, source.Locked.Count);
        IReadOnlyList<(SimulationScriptNode, SimulationScriptChange)> changes = values.List(Environment);
        CheckUsers(source.Users.Skip(knownUsers), users);
        foreach ((SimulationScriptNode node, string root) in source.Unlocked.Skip(unlocked))
        {
            if (!source.Locked.Skip(locked).Contains(root, StringComparer.OrdinalIgnoreCase))
            {
                throw node.Wrong("a volume that another change locks");
            }
        }

        IReadOnlyList<(int Code, ErrorClass Class)> classification = values.List(Classification);
        if (classification.GroupBy(entry => entry.Code).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw values.NodeOf(Classification)!.Wrong($"each code once ({ErrorText.Format(twice.Key)})", "it again", inner: null);
        }

        return new ScriptMachine
        {
            Policy = values.Get(Policy),
            Readings = values.Get(Readings),
            Classification = classification,
            Owner = owner,
            Users = users,
            LocalFiles = values.List(LocalFiles),
            Environment = changes,
            Jobs = jobs,
        };
    }

    /// <summary>Who logs on or off has jobs: anybody else's name is mistyped, and nothing would happen.</summary>
    private static void CheckUsers(IEnumerable<SimulationScriptNode> nodes, Dictionary<string, BackgroundCopyUser> users)
    {
        foreach (SimulationScriptNode node in nodes)
        {
            if (!users.TryGetValue(node.Text, out BackgroundCopyUser? user))
            {
                throw node.Wrong($"the name of a user who has jobs, which is one of {string.Join(", ", users.Keys.Take(10).Select(name => $"\"{FileNames.Shown(name)}\""))}");
            }

            if (user.IsAlwaysLoggedOn)
            {
                throw node.Wrong("the name of a user who can log off; service accounts are always logged on");
            }
        }
    }

    private static string ReadSomebody(SimulationScriptNode node)
    {
        string name = ScriptUsers.UserName.Read(node);
        node.Source.Users.Add(node);
        return name;
    }

    private static (SimulationScriptNode Node, SimulationScriptChange Change) MakeChange(ScriptValues values)
    {
        TimeSpan at = values.Get(At);
        if (!Array.Exists(Changing, values.Has))
        {
            throw values.Node.Wrong("something that changes besides \"at\", such as \"network\"", "nothing", inner: null);
        }

        if (!values.Has(Sleep))
        {
            values.Exclude("it does not go without sleep", CountsSleep);
        }

        ScriptNetworkState? network = values.Maybe(Network);
        string? lockVolume = values.Get(LockVolume), unlockVolume = values.Get(UnlockVolume);
        if (lockVolume is not null)
        {
            values.Node.Source.Locked.Add(FileNames.NormalizeRoot(lockVolume, nameof(lockVolume)));
        }

        if (unlockVolume is not null)
        {
            values.Node.Source.Unlocked.Add((values.NodeOf(UnlockVolume)!, FileNames.NormalizeRoot(unlockVolume, nameof(unlockVolume))));
        }

        return (values.Node, new SimulationScriptChange(at)
        {
            NetworkAvailable = network is ScriptNetworkState.Up or ScriptNetworkState.Down ? network == ScriptNetworkState.Up : null,
            NetworkChanges = network == ScriptNetworkState.Changed,
            Standby = values.Maybe(Standby),
            BatteryPolicyBlocks = values.Maybe(BatteryPolicyBlocks),
            BatterySaver = values.Maybe(BatterySaver),
            GameMode = values.Maybe(GameMode),
            BackgroundAccessBlocked = values.Maybe(BackgroundAccessBlocked),
            SystemPolicyBlocks = values.Maybe(SystemPolicyBlocks),
            CostState = values.Maybe(CostState),
            LogOn = values.Get(LogOn),
            LogOff = values.Get(LogOff),
            LockVolume = lockVolume,
            UnlockVolume = unlockVolume,
            Policy = values.Get(NewPolicy),
            SystemTimeStep = values.Maybe(StepSystemTime),
            RestartsService = values.Get(RestartService),
            Sleep = values.Maybe(Sleep),
            CountsSleep = values.Get(CountsSleep, true),
        });
    }

    private static ScriptStep<SimulatedFiles> MakeLocalFile(ScriptValues values)
    {
        string local = values.Get(Local);
        if (values.TryGet(FailRename, out int code) && code >= 0)
        {
            throw values.NodeOf(FailRename)!.Wrong("the HRESULT of a failure");
        }

        Action<SimulatedFiles> act = new ScriptStep<SimulatedFiles>.Builder(values)
            .Set(Restore, (files, _) => files.Restore(local))
            .Set(DenyWrite, (files, _) => files.DenyWrite(local))
            .Set(FailRename, (files, hresult) => files.FailRename(local, hresult))
            .Set(FailDelete, (files, _) => files.FailDelete(local))
            .Build();
        return values.Has(DenyWrite) || values.Has(FailRename) || values.Has(FailDelete) || values.Has(Restore)
            ? new ScriptStep<SimulatedFiles>(values.Get(FileAt), values.Node, act)
            : throw values.Node.Wrong("one of denyWrite, failRename, failDelete, restore", "nothing", inner: null);
    }
}
