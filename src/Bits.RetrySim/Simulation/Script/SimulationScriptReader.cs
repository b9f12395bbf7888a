using System.Text.Json;

using static Bits.RetrySim.SimulationScriptValues;

namespace Bits.RetrySim;

/// <summary>Makes the typed model of a script from its JSON.</summary>
internal static partial class SimulationScriptReader
{
    /// <exception cref="SimulationScriptException">The script is wrong.</exception>
    internal static SimulationScript Read(ReadOnlySpan<byte> utf8)
    {
        SimulationScriptFields fields = new(
            SimulationScriptJson.Parse(utf8), "name", "start", "network", "environment", "policy", "jobs", "runFor");
        TimeSpan? runFor = fields.Struct("runFor", Duration);
        return new SimulationScript
        {
            Name = fields.Class("name", Text),
            Start = fields.Struct("start", Date),
            Network = fields.Class("network", ReadNetwork) ?? new SimulationScriptNetwork(),
            Environment = ReadChanges(fields),
            Policy = fields.Class("policy", ReadPolicy),
            Jobs = fields.List("jobs", job => ReadJob(job, runFor)),
            RunFor = runFor,
        };
    }

    private static SimulationScriptJob ReadJob(SimulationScriptNode node, TimeSpan? runFor)
    {
        SimulationScriptFields fields = new(
            node, "name", "priority", "minimumRetryDelay", "noProgressTimeout", "maximumDownloadTime", "resumeAt", "files");
        SimulationScriptNode name = fields.Require("name", "the job's name");
        if (Text(name).Length > Arguments.MaximumDisplayNameLength)
        {
            throw name.Wrong($"a name of at most {Arguments.MaximumDisplayNameLength} characters");
        }

        SimulationScriptNode files = fields.Require("files", "the files of the job, one at least");
        IReadOnlyList<BackgroundCopyFileInfo> list = fields.List("files", ReadFile);
        return new SimulationScriptJob(Text(name))
        {
            Priority = fields.Struct("priority", static value => Name(value, Enum.GetValues<BackgroundCopyJobPriority>())),
            MinimumRetryDelay = fields.Struct("minimumRetryDelay", JobTime),
            NoProgressTimeout = fields.Struct("noProgressTimeout", JobTime),
            MaximumDownloadTime = fields.Struct("maximumDownloadTime", JobTime),
            ResumeAt = fields.Struct("resumeAt", resume => ReadResume(resume, runFor)) ?? TimeSpan.Zero,
            Files = list.Count > 0 ? list : throw files.Wrong("the files of the job, one at least"),
        };
    }

    private static BackgroundCopyFileInfo ReadFile(SimulationScriptNode node)
    {
        SimulationScriptFields fields = new(node, "remote", "local");
        return new BackgroundCopyFileInfo(
            Checked(fields.Require("remote", "the URL"), static text => FileNames.CheckRemoteName(text, "remote")),
            Checked(fields.Require("local", "the full path on this machine"), static text => FileNames.CheckLocalName(text, "local")));
    }

    private static IReadOnlyList<SimulationScriptChange> ReadChanges(SimulationScriptFields script)
    {
        List<(string Volume, SimulationScriptNode Node)> unlocked = [];
        IReadOnlyList<SimulationScriptChange> changes = script.List("environment", change => ReadChange(change, unlocked));
        foreach ((string volume, SimulationScriptNode node) in unlocked)
        {
            if (!changes.Any(change => change.LockVolume is { } locked && Root(locked).Equals(Root(volume), StringComparison.OrdinalIgnoreCase)))
            {
                throw node.Wrong("a volume that another change locks");
            }
        }

        return changes;

        static string Root(string volume) => FileNames.NormalizeRoot(volume, nameof(volume));
    }

    private static SimulationScriptChange ReadChange(SimulationScriptNode node, List<(string Volume, SimulationScriptNode Node)> unlocked)
    {
        SimulationScriptFields fields = new(
            node,
            "at",
            "network",
            "standby",
            "batteryPolicyBlocks",
            "batterySaver",
            "gameMode",
            "backgroundAccessBlocked",
            "systemPolicyBlocks",
            "costState",
            "logOn",
            "logOff",
            "lockVolume",
            "unlockVolume");
        TimeSpan at = Span(fields.Require("at", "the time of the change"));
        if (fields["unlockVolume"] is { } unlock)
        {
            unlocked.Add((ReadVolume(unlock), unlock));
        }

        if (node.Members.Count(static member => member.Value.Kind != JsonTokenType.Null) < 2)
        {
            throw new SimulationScriptException(node.Line, node.Path, "something that changes besides \"at\", such as \"network\"", "nothing");
        }

        return new SimulationScriptChange(at)
        {
            NetworkAvailable = fields.Struct("network", ReadUpOrDown),
            Standby = fields.Struct("standby", SimulationScriptValues.Boolean),
            BatteryPolicyBlocks = fields.Struct("batteryPolicyBlocks", SimulationScriptValues.Boolean),
            BatterySaver = fields.Struct("batterySaver", SimulationScriptValues.Boolean),
            GameMode = fields.Struct("gameMode", SimulationScriptValues.Boolean),
            BackgroundAccessBlocked = fields.Struct("backgroundAccessBlocked", SimulationScriptValues.Boolean),
            SystemPolicyBlocks = fields.Struct("systemPolicyBlocks", SimulationScriptValues.Boolean),
            CostState = fields.Struct("costState", static value => Name(value, CostStates)),
            LogOn = fields.Class("logOn", ReadOwner),
            LogOff = fields.Class("logOff", ReadOwner),
            LockVolume = fields.Class("lockVolume", ReadVolume),
            UnlockVolume = fields.Class("unlockVolume", ReadVolume),
        };
    }

    private static BackgroundCopyCostStates[] CostStates =>
        [.. Enum.GetValues<BackgroundCopyCostStates>().Where(CostMask.IsState)];

    private static bool ReadUpOrDown(SimulationScriptNode node) => node.Kind == JsonTokenType.String
        ? node.Text switch
        {
            "up" => true,
            "down" => false,
            _ => throw node.Wrong("\"up\" or \"down\""),
        }
        : throw node.Wrong("\"up\" or \"down\"");

    /// <summary>A job that is resumed after the end would never be: that is not what is meant.</summary>
    private static TimeSpan ReadResume(SimulationScriptNode node, TimeSpan? runFor)
    {
        TimeSpan resume = Span(node);
        return runFor is { } end && resume > end ? throw node.Wrong($"a time up to \"runFor\", {end:c}, when the simulation ends") : resume;
    }

    private static string ReadUser(SimulationScriptNode node) =>
        string.IsNullOrWhiteSpace(Text(node)) ? throw node.Wrong("the name of a user") : node.Text;

    /// <summary>A user who has jobs here: who logs anybody else on or off has mistyped the name, and nothing would happen.</summary>
    private static string ReadOwner(SimulationScriptNode node) => ReadUser(node) == Defaults.OwnerName
        ? node.Text
        : throw node.Wrong($"the name of a user who has jobs, which is \"{Defaults.OwnerName}\" for all jobs of a script");

    private static string ReadVolume(SimulationScriptNode node) => Checked(node, static text => FileNames.NormalizeRoot(text, "root"));

    private static GroupPolicy ReadPolicy(SimulationScriptNode node)
    {
        SimulationScriptFields fields = new(
            node,
            "jobInactivityTimeout",
            "maxDownloadTime",
            "maxJobsPerMachine",
            "maxJobsPerUser",
            "maxFilesPerJob",
            "maxInternetBandwidth",
            "foregroundCostFlags",
            "backgroundCostFlags");
        GroupPolicy none = new();
        GroupPolicy policy = new()
        {
            JobInactivityTimeout = fields.Struct("jobInactivityTimeout", Duration) ?? none.JobInactivityTimeout,
            MaxDownloadTime = fields.Struct("maxDownloadTime", Duration) ?? none.MaxDownloadTime,
            MaxJobsPerMachine = fields.Struct("maxJobsPerMachine", ReadLimit) ?? none.MaxJobsPerMachine,
            MaxJobsPerUser = fields.Struct("maxJobsPerUser", ReadLimit) ?? none.MaxJobsPerUser,
            MaxFilesPerJob = fields.Struct("maxFilesPerJob", ReadLimit) ?? none.MaxFilesPerJob,
            MaxInternetBandwidth = fields.Class("maxInternetBandwidth", ReadBandwidthLimit),
            ForegroundCostFlags = fields.Struct("foregroundCostFlags", ReadCostFlags),
            BackgroundCostFlags = fields.Struct("backgroundCostFlags", ReadCostFlags),
        };
        try
        {
            policy.Validate("policy");
        }
        catch (ArgumentException exception)
        {
            throw new SimulationScriptException(node.Line, node.Path, $"values that a policy can have: {FirstSentence(exception)}", null, exception);
        }

        return policy;
    }

    private static int ReadLimit(SimulationScriptNode node) => Int32(node, 1, int.MaxValue, "a number, 1 or more");

    private static BackgroundCopyCostStates ReadCostFlags(SimulationScriptNode node) =>
        Name(node, [.. Enum.GetValues<BackgroundCopyCostStates>().Where(CostMask.IsPredefined)]);

    private static BandwidthLimit ReadBandwidthLimit(SimulationScriptNode node)
    {
        SimulationScriptFields fields = new(node, "fromHour", "toHour", "kilobitsPerSecond", "kilobitsPerSecondOutside");
        return new BandwidthLimit(
            ReadHour(fields.Require("fromHour", "the hour at which the limit begins, 0 to 23")),
            ReadHour(fields.Require("toHour", "the hour at which the limit ends, 0 to 23")),
            ReadKilobits(fields.Require("kilobitsPerSecond", "the limit in kilobits per second, 0 or more")),
            fields.Struct("kilobitsPerSecondOutside", ReadKilobits));
    }

    private static int ReadHour(SimulationScriptNode node) => Int32(node, 0, 23, "an hour from 0 to 23");

    private static int ReadKilobits(SimulationScriptNode node) => Int32(node, 0, int.MaxValue, "kilobits per second, 0 or more");
}
