using System.Globalization;
using System.Text;

namespace Bits.RetrySim.Tests;

/// <summary>
/// One run that the reference model and the library can both make: jobs as they are created at instant 0, a policy, the readings of the
/// open questions, and what happens when. All instants and spans are whole milliseconds, all settings of jobs whole seconds.
/// </summary>
/// <param name="Jobs">One to a few jobs, created in this order; their numbers count from 1.</param>
/// <param name="Policy">The group policy at the beginning.</param>
/// <param name="Readings">How the open questions are read.</param>
/// <param name="Inputs">Calls and changes of the environment, by rising instant.</param>
/// <param name="EndMs">The last instant that is simulated.</param>
/// <param name="InputsFirst">
/// Whether inputs come before everything else that is due at their instant (phase 0 of D-1), or, as calls between two Advances do, after all of it.
/// </param>
internal sealed record Script(
    IReadOnlyList<ScriptJob> Jobs,
    ScriptPolicy Policy,
    ScriptReadings Readings,
    IReadOnlyList<ScriptInput> Inputs,
    long EndMs,
    bool InputsFirst = false)
{
    /// <summary>A script with one job and nothing but defaults.</summary>
    internal static Script Of(ScriptJob job, long endMs, params ScriptInput[] inputs) =>
        new([job], new ScriptPolicy(), new ScriptReadings(), inputs, endMs);

    /// <inheritdoc/>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"end {EndMs} ms, inputs {(InputsFirst ? "first" : "after")}, {Policy}, {Readings}").AppendLine();
        foreach (ScriptJob job in Jobs)
        {
            text.Append("  ").Append(job).AppendLine();
        }

        foreach (ScriptInput input in Inputs)
        {
            text.Append("  ").Append(input).AppendLine();
        }

        return text.ToString();
    }
}

/// <summary>A job as it is created, and what its attempts and callbacks will meet.</summary>
internal sealed record ScriptJob
{
    /// <summary>A job that is only there.</summary>
    internal static ScriptJob Idle(int owner) => new() { Owner = owner, HasInterface = false, FileBytes = [] };

    /// <summary>MinimumRetryDelay in seconds, as it is passed to the setter.</summary>
    internal uint DelaySeconds { get; init; } = 600;

    /// <summary>NoProgressTimeout in seconds.</summary>
    internal uint TimeoutSeconds { get; init; } = 1_209_600;

    /// <summary>MaximumDownloadTime in seconds; null: never set.</summary>
    internal uint? MaxDownloadSeconds { get; init; }

    /// <summary>The priority.</summary>
    internal BackgroundCopyJobPriority Priority { get; init; } = BackgroundCopyJobPriority.Normal;

    /// <summary>The owner: 0 and 1 are ordinary users, both logged on at first, 2 is a service account (NET-5).</summary>
    internal int Owner { get; init; }

    /// <summary>The kind of download.</summary>
    internal ScriptKind Kind { get; init; }

    /// <summary>BG_NOTIFY flags.</summary>
    internal BackgroundCopyNotifications Flags { get; init; } = BackgroundCopyNotifications.JobTransferred | BackgroundCopyNotifications.JobError;

    /// <summary>Whether a notification interface is set, as the last step of creation.</summary>
    internal bool HasInterface { get; init; } = true;

    /// <summary>MINIMUM_NOTIFICATION_INTERVAL_MS.</summary>
    internal long NotifyIntervalMs { get; init; } = 500;

    /// <summary>COST_FLAGS; null: never set.</summary>
    internal BackgroundCopyCostStates? CostFlags { get; init; }

    /// <summary>The files that are added at creation, by their size on the server.</summary>
    internal IReadOnlyList<long> FileBytes { get; init; } = [100];

    /// <summary>What the first, second, ... fetch of a file meets; one attempt makes a fetch per file.</summary>
    internal IReadOnlyList<ScriptFetch> Fetches { get; init; } = [];

    /// <summary>What all later fetches meet.</summary>
    internal ScriptFetch LaterFetches { get; init; } = ScriptFetch.Completes();

    /// <summary>The size of what the server application replies to the file of an upload with reply; null: nothing.</summary>
    internal long? ReplyBytes { get; init; }

    /// <summary>What comes of the first, second, ... time that the server is told of the end of a cancelled upload; later ones it understands.</summary>
    internal IReadOnlyList<ScriptCancelAnswer> CancelAnswers { get; init; } = [];

    /// <summary>Whether somebody judges certificates from the beginning (PROP-25).</summary>
    internal bool HasJudge { get; init; }

    /// <summary>What is said of the first, second, ... certificate that is asked about: 0 approves it, an error code refuses it; later ones are approved.</summary>
    internal IReadOnlyList<int> Verdicts { get; init; } = [];

    /// <summary>How many of the first callbacks of this job, of whatever kind, fail with E_FAIL.</summary>
    internal int FailingCallbacks { get; init; }

    /// <summary>The method that the JobError callback calls, before it returns or fails; null: none.</summary>
    internal ScriptAction? OnError { get; init; }

    /// <summary>The method that the JobTransferred callback calls; null: none.</summary>
    internal ScriptAction? OnTransferred { get; init; }

    /// <summary>How often, in all, callbacks call a method; a bound, so that no script circles at one instant.</summary>
    internal int Reactions { get; init; } = 1;

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"job delay {DelaySeconds} timeout {TimeoutSeconds} max {MaxDownloadSeconds?.ToString(CultureInfo.InvariantCulture) ?? "policy"} {(Kind == ScriptKind.Plain ? "" : $"{Kind} ")}{Priority} owner {Owner} flags {(int)Flags}{(HasInterface ? "" : " no interface")} interval {NotifyIntervalMs} cost {CostFlags?.ToString() ?? "unset"} files [{string.Join(' ', FileBytes)}]{(ReplyBytes is null ? "" : $" reply {ReplyBytes}")} fetches [{string.Join("; ", Fetches)}] then [{LaterFetches}]{(CancelAnswers.Count == 0 ? "" : $" cancels [{string.Join("; ", CancelAnswers)}]")}{(HasJudge ? " judge" : "")}{(Verdicts.Count == 0 ? "" : $" verdicts [{string.Join(' ', Verdicts.Select(code => code.ToString("X8", CultureInfo.InvariantCulture)))}]")} failing {FailingCallbacks} on error {OnError?.ToString() ?? "-"} on transferred {OnTransferred?.ToString() ?? "-"} x{Reactions}");
}

/// <summary>What one fetch of one file meets.</summary>
/// <param name="ConnectMs">When the server answers; null: never.</param>
/// <param name="ConnectError">The code with which the fetch fails at that moment; 0: the file is accepted.</param>
/// <param name="BytesAfterMs">How long after that the bytes come.</param>
/// <param name="Bytes">How many come, but always one less than are missing at most: the last one comes with the end of a fetch that completes.</param>
/// <param name="IsStream">Whether they come one each millisecond instead of all at once.</param>
/// <param name="EndAfterMs">How long after the last of them the fetch ends; null: never.</param>
/// <param name="EndError">The code with which it ends; 0: the whole file is here.</param>
internal sealed record ScriptFetch(
    long? ConnectMs, int ConnectError, long BytesAfterMs = 0, long Bytes = 0, bool IsStream = false, long? EndAfterMs = 0, int EndError = 0)
{
    /// <summary>Whether the server knows the session of a file that is sent no more (UP-3).</summary>
    internal bool ForgetsSession { get; init; }

    /// <summary>Which certificate the server shows before it answers; 0: none (PROP-25).</summary>
    internal int Certificate { get; init; }

    /// <summary>Fails while connecting.</summary>
    internal static ScriptFetch Fails(int code, long afterMs = 0) => new(afterMs, code);

    /// <summary>Is accepted at once and fails later.</summary>
    internal static ScriptFetch MovesAndFails(long bytesAfterMs, long bytes, long endAfterMs, int code) =>
        new(0, 0, bytesAfterMs, bytes, false, endAfterMs, code);

    /// <summary>Is answered and fails before a byte comes (RETRY-28).</summary>
    internal static ScriptFetch Drops(int code, long answerAfterMs = 0, long endAfterMs = 0) => new(answerAfterMs, 0, EndAfterMs: endAfterMs, EndError: code);

    /// <summary>Is accepted at once and brings the whole file.</summary>
    internal static ScriptFetch Completes(long afterMs = 0) => new(0, 0, EndAfterMs: afterMs);

    /// <summary>Is accepted at once, and then nothing happens any more.</summary>
    internal static ScriptFetch Stalls() => new(0, 0, EndAfterMs: null);

    /// <summary>
    /// The bytes that come before the end, given how many of the file are missing. What is sent may all be there before the server application answers (RETRY-24).
    /// </summary>
    internal long BytesOf(long missing, bool isSent) => Math.Max(0, Math.Min(Bytes, isSent ? missing : missing - 1));

    private string Shown => Certificate == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"certificate {Certificate}, ");

    /// <inheritdoc/>
    public override string ToString() => ConnectMs is null ? "never answers"
        : ConnectError != 0 ? string.Create(CultureInfo.InvariantCulture, $"{ConnectMs}: {Shown}0x{ConnectError:X8}")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{ConnectMs}: {Shown}accepted{(ForgetsSession ? " anew" : "")}, +{BytesAfterMs}: {Bytes} bytes{(IsStream ? " one by one" : "")}, +{EndAfterMs?.ToString(CultureInfo.InvariantCulture) ?? "never"}: 0x{EndError:X8}");
}

/// <summary>What comes of a request that tells a server of the end of a session (LIFE-20).</summary>
/// <param name="AfterMs">How long that takes.</param>
/// <param name="Code">The code with which it fails; 0: the server has understood.</param>
internal sealed record ScriptCancelAnswer(long AfterMs, int Code)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AfterMs}: 0x{Code:X8}");
}

/// <summary>The part of the group policy that scripts vary.</summary>
internal sealed record ScriptPolicy(
    int InactivityDays = 90,
    long MaxDownloadSeconds = 7_776_000,
    int MaxFilesPerJob = 200,
    ScriptBandwidth Bandwidth = ScriptBandwidth.Unlimited,
    int MaxJobsPerUser = 60,
    int MaxJobsPerMachine = 300);

/// <summary>Values of MaxInternetBandwidth (POLICY-5). A limit above 0 does not slow the scripted bytes; it only does not block.</summary>
internal enum ScriptBandwidth
{
    /// <summary>Not configured.</summary>
    Unlimited,

    /// <summary>0 all day.</summary>
    Zero,

    /// <summary>0 from 0 to 1 o'clock, else unlimited.</summary>
    ZeroInFirstHour,

    /// <summary>1,000 kbit/s from 22 to 2 o'clock, else 0.</summary>
    ZeroByDay,

    /// <summary>1,000 kbit/s all day.</summary>
    Limited,
}

/// <summary>The [switch] readings of section 22.</summary>
internal sealed record ScriptReadings(
    uint FloorSeconds = 5,
    DelayAboveTimeout DelayAboveTimeout = DelayAboveTimeout.FailAtOnce,
    BlockedTimeout BlockedTimeout = BlockedTimeout.Run,
    bool SuspendKeepsErrorAndTransferred = false,
    bool ResumeTransferredIsEmpty = false,
    BackgroundCopyCostStates DefaultCostFlags = BackgroundCopyCostStates.TransferUnrestricted,
    long? RedeliveryMs = null,
    long TimeSliceMs = 300_000,
    bool ZeroTimeoutFailsBlocks = true,
    int ImmediateRetries = 3,
    bool RestartKeepsTransientError = false,
    int SettlingTries = 0,
    bool ResumeKeepsNoProgressTimer = false,
    bool CountsFirstConnectFailure = true,
    bool CompleteNeedsAnArrivedFile = false,
    bool SuspendHidesError = false,
    BlockConditions BlocksForeground = BlockConditions.All & ~(BlockConditions.Bandwidth | BlockConditions.BatterySaver | BlockConditions.BackgroundAccess))
{
    /// <summary>The documentation alone.</summary>
    internal static ScriptReadings Documented { get; } = new(
        ImmediateRetries: 0, RestartKeepsTransientError: true, DefaultCostFlags: BackgroundCopyCostStates.TransferAlways)
    {
        RestartKeepsHighPerformance = true,
    };

    /// <summary>Whether an unfinished high-performance job outlives a restart (PROG-8).</summary>
    internal bool RestartKeepsHighPerformance { get; init; }

    /// <summary>How many background jobs run at once (SCHED-3).</summary>
    internal int BackgroundSlots { get; init; } = 1;

    /// <summary>As version 0.1 had them.</summary>
    internal static ScriptReadings V0_1 { get; } = Documented with
    {
        BlockedTimeout = BlockedTimeout.Freeze,
        SuspendHidesError = true,
        BlocksForeground = new ScriptReadings().BlocksForeground & ~BlockConditions.GameMode,
    };
}

/// <summary>What can be put in from outside.</summary>
internal enum ScriptAction
{
    Resume,
    Suspend,
    Cancel,
    Complete,

    /// <summary>Value: the file's size.</summary>
    AddFile,

    /// <summary>Value: seconds.</summary>
    SetMinimumRetryDelay,

    /// <summary>Value: seconds.</summary>
    SetNoProgressTimeout,

    /// <summary>Value: seconds.</summary>
    SetMaximumDownloadTime,

    /// <summary>Value: the number of the priority.</summary>
    SetPriority,

    /// <summary>Value: the flags.</summary>
    SetNotifyFlags,

    /// <summary>Value: the mask.</summary>
    SetCostFlags,

    /// <summary>Value: 1 sets an interface, 0 clears it.</summary>
    SetNotifyInterface,

    /// <summary>Value: which ranges, see <see cref="ScriptFileCalls"/>; so for all that follow.</summary>
    AddRanges,
    SetRemoteName,
    SetValidationState,
    SetHelperToken,
    RequestRanges,
    SetPosition,

    /// <summary>Without effect on jobs that fetch no reply.</summary>
    SetReplyName,

    /// <summary>Value: 1 sets somebody who judges certificates, 0 nobody.</summary>
    SetJudge,

    /// <summary>Value: 1 up, 0 down. From here on the inputs concern the machine and name no job.</summary>
    Network,

    /// <summary>Value: 1 begins, 0 ends; so for all that follow.</summary>
    Standby,
    BatteryPolicy,
    BatterySaver,
    GameMode,
    BackgroundAccess,
    SystemPolicy,

    /// <summary>Value: the network's cost state.</summary>
    CostState,

    /// <summary>Value: a <see cref="ScriptBandwidth"/>.</summary>
    Bandwidth,

    /// <summary>Value: the owner.</summary>
    LogOff,

    /// <summary>Value: the owner.</summary>
    LogOn,

    /// <summary>Value: by how many milliseconds the system clock jumps.</summary>
    StepSystemTime,
    RestartService,

    /// <summary>Value: the owner of one more job, which stays empty and suspended; it is there for the limits to count (POLICY-3, POLICY-4).</summary>
    CreateJob,

    /// <summary>Another address, adapter or route, without a loss.</summary>
    NetworkChanged,

    /// <summary>An Advance by zero between two inputs of one instant. Without effect in scripts whose inputs come first.</summary>
    Pump,
}

/// <summary>One input.</summary>
/// <param name="AtMs">Its instant.</param>
/// <param name="Action">What is done.</param>
/// <param name="Job">The job's number, counted from 1; 0 if it concerns the machine.</param>
/// <param name="Value">See <see cref="ScriptAction"/>.</param>
internal sealed record ScriptInput(long AtMs, ScriptAction Action, int Job = 0, long Value = 0)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AtMs}: {Action}({Value}) job {Job}");
}
