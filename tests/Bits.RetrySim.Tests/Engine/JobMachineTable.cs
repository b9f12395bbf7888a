using static Bits.RetrySim.Tests.JobMachineSamples;

namespace Bits.RetrySim.Tests;

/// <summary>
/// The whole machine, written down once: every trigger, with the circumstances that make a difference, in every state. A cell holds the
/// state that follows, a dot where the job stays, INV or EMPTY where the call is refused, and a dash where a job cannot be in those
/// circumstances.
/// </summary>
internal static class JobMachineTable
{
    internal const string Text = """
        Trigger                                       | SUSP  QUE   CONN  XFER  TERR  ERR   XFRD  ACK   CAN
        Resume                                        | QUE   .     .     .     QUE   QUE   .     INV   INV
        Resume: no files                              | EMPTY -     -     -     -     -     -     INV   INV
        Resume: new files                             | QUE   .     .     .     QUE   QUE   QUE   INV   INV
        Resume: nothing new is empty                  | QUE   .     .     .     QUE   QUE   EMPTY INV   INV
        Resume: blocked                               | QUE   .     -     -     QUE   QUE   .     INV   INV
        Suspend                                       | .     SUSP  SUSP  SUSP  SUSP  SUSP  SUSP  INV   INV
        Suspend: keeps finished and failed            | .     SUSP  SUSP  SUSP  SUSP  .     .     INV   INV
        Cancel                                        | CAN   CAN   CAN   CAN   CAN   CAN   CAN   INV   INV
        Complete                                      | ACK   ACK   ACK   ACK   ACK   ACK   ACK   INV   INV
        AddFiles                                      | .     .     .     .     .     .     .     INV   INV
        RefuseContent                                 | ERR   ERR   ERR   ERR   ERR   .     ERR   INV   INV
        RequestRanges                                 | .     .     .     .     .     .     .     INV   INV
        RequestRanges: another request                | .     .     QUE   QUE   .     .     .     INV   INV
        Configure                                     | .     .     .     .     .     .     .     INV   INV
        SetPriority                                   | .     .     .     .     .     .     .     INV   INV
        SetCostFlags                                  | .     .     .     .     .     .     .     INV   INV
        SetTraits                                     | .     .     .     .     .     .     .     INV   INV
        SetMinimumRetryDelay                          | .     .     .     .     .     .     .     INV   INV
        SetMinimumRetryDelay: as the timeout          | .     .     .     .     .     .     .     INV   INV
        SetMinimumRetryDelay: above it                | .     .     .     .     ERR   .     .     INV   INV
        SetMinimumRetryDelay: above it, blocked       | .     .     -     -     .     .     .     INV   INV
        SetMinimumRetryDelay: above it, fails later   | .     .     .     .     .     .     .     INV   INV
        SetNoProgressTimeout                          | .     .     .     .     .     .     .     INV   INV
        SetNoProgressTimeout: not reached             | .     .     .     .     .     .     .     INV   INV
        SetNoProgressTimeout: reached                 | .     .     .     .     ERR   .     .     INV   INV
        SetNoProgressTimeout: below the delay         | .     .     .     .     ERR   .     .     INV   INV
        SetNoProgressTimeout: below it, fails later   | .     .     .     .     .     .     .     INV   INV
        SetNoProgressTimeout: 0                       | .     .     .     .     ERR   .     .     INV   INV
        SetNoProgressTimeout: 0, blocked              | .     .     -     -     ERR   .     .     INV   INV
        SetNoProgressTimeout: 0, blocks are waited for| .     .     -     -     ERR   .     .     INV   INV
        SetNoProgressTimeout: 1, blocked              | .     .     -     -     ERR   .     .     INV   INV
        SetNoProgressTimeout: 1, blocked and frozen   | .     .     -     -     .     .     .     INV   INV
        SetMaximumDownloadTime                        | .     .     .     .     .     .     .     INV   INV
        SetMaximumDownloadTime: not reached           | .     .     .     .     .     .     .     INV   INV
        SetMaximumDownloadTime: reached               | .     .     ERR   ERR   .     .     .     INV   INV
        Start                                         | .     CONN  .     .     .     .     .     .     .
        Start: nothing left                           | .     XFRD  -     -     -     .     .     .     .
        Start: nothing is asked for                   | .     SUSP  -     -     .     .     .     .     .
        EndSlice                                      | .     .     .     QUE   .     .     .     .     .
        Preempt                                       | .     .     QUE   QUE   .     .     .     .     .
        OwnerLoggedOff                                | .     .     QUE   QUE   .     .     .     .     .
        RetryDue                                      | .     .     .     .     QUE   .     .     .     .
        RetryDue: blocked                             | .     .     -     -     .     .     .     .     .
        RetryDue: none planned                        | .     .     .     .     .     .     .     .     .
        NoProgressDue                                 | .     .     .     .     ERR   .     .     .     .
        InactivityDue                                 | CAN   CAN   CAN   CAN   CAN   CAN   CAN   .     .
        MaximumDownloadTimeDue                        | .     .     ERR   ERR   .     .     .     .     .
        Accepted                                      | .     .     XFER  .     .     .     .     .     .
        Received                                      | .     .     .     .     .     .     .     .     .
        FileCompleted                                 | .     .     -     .     .     .     .     .     .
        FileCompleted: the last                       | .     .     -     XFRD  .     .     .     .     .
        FileCompleted: nothing else is asked for      | .     .     -     SUSP  .     .     .     .     .
        RangesCompleted                               | .     .     -     SUSP  .     .     .     .     .
        FileBegunAgain                                | .     .     -     .     .     .     .     .     .
        RangesCompleted: more is asked for            | .     .     -     .     .     .     .     .     .
        Failed: transient                             | .     .     TERR  TERR  .     .     .     .     .
        Failed: transient, timeout 0                  | .     .     ERR   ERR   .     .     .     .     .
        Failed: transient, delay as the timeout       | .     .     TERR  TERR  .     .     .     .     .
        Failed: transient, delay above it             | .     .     ERR   ERR   .     .     .     .     .
        Failed: transient, above it, fails later      | .     .     TERR  TERR  .     .     .     .     .
        Failed: transient, timeout not reached        | .     .     TERR  TERR  .     .     .     .     .
        Failed: transient, timeout reached            | .     .     ERR   ERR   .     .     .     .     .
        Failed: fatal                                 | .     .     ERR   ERR   .     .     .     .     .
        Failed: waits                                 | .     .     TERR  TERR  .     .     .     .     .
        Failed: waits, delay above the timeout        | .     .     TERR  TERR  .     .     .     .     .
        Failed: waits, timeout 0                      | .     .     ERR   ERR   .     .     .     .     .
        Failed: waits, timeout 0, waited for          | .     .     TERR  TERR  .     .     .     .     .
        Failed: waits, but nothing blocks             | .     .     TERR  TERR  .     .     .     .     .
        Failed: transient, made again at once         | .     .     .     .     .     .     .     .     .
        Failed: fatal, made again at once             | .     .     .     .     .     .     .     .     .
        Failed: transient, blocked till the turn      | .     .     .     .     .     .     .     .     .
        Failed: transient, a byte has come            | .     .     TERR  TERR  .     .     .     .     .
        Failed: transient, was made again thrice      | .     .     TERR  TERR  .     .     .     .     .
        BlocksChanged: nothing                        | .     .     .     .     .     .     .     .     .
        BlocksChanged: one begins                     | .     TERR  TERR  TERR  .     .     .     .     .
        BlocksChanged: one begins, timeout 0          | .     ERR   ERR   ERR   .     .     .     .     .
        BlocksChanged: begins, timeout 0, waited for  | .     TERR  TERR  TERR  .     .     .     .     .
        BlocksChanged: its own ends                   | .     .     -     -     QUE   .     .     .     .
        BlocksChanged: its own ends, another holds    | .     TERR  -     -     QUE   .     .     .     .
        BlocksChanged: another ends                   | .     .     -     -     .     .     .     .     .
        BlocksChanged: the network is back            | .     .     -     -     QUE   .     .     .     .
        NetworkChanged                                | .     .     .     .     QUE   .     .     .     .
        NetworkChanged: blocked                       | .     .     -     -     QUE   .     .     .     .
        ServiceRestarted                              | .     .     QUE   QUE   QUE   .     .     .     .
        ServiceRestarted: waiting jobs keep waiting   | .     .     QUE   QUE   .     .     .     .     .
        TokenLost                                     | ERR   ERR   ERR   ERR   ERR   .     .     .     .
        """;

    private static readonly EngineSettings FailsLater = Settings with { DelayAboveTimeout = DelayAboveTimeout.FailAtTimeout };
    private static readonly EngineSettings Frozen = Settings with { BlockedTimeout = BlockedTimeout.Freeze };
    private static readonly EngineSettings WaitedFor = Settings with { ZeroTimeoutFailsBlocks = false };

    /// <summary>What each row is about: the input, what is special of the job, and the readings.</summary>
    internal static readonly IReadOnlyDictionary<string, JobMachineCase> Cases = new Dictionary<string, JobMachineCase>
    {
        ["Resume"] = new(JobTrigger.Resume),
        ["Resume: no files"] = new(JobTrigger.Resume, job => job with { Files = 0, FilesTransferred = 0 }),
        ["Resume: new files"] = new(JobTrigger.Resume, job => job with { Files = 3 }),
        ["Resume: nothing new is empty"] = new(JobTrigger.Resume, settings: Settings with { ResumeTransferredIsEmpty = true }),
        ["Resume: blocked"] = new(JobTrigger.Resume, Blocked),
        ["Suspend"] = new(JobTrigger.Suspend),
        ["Suspend: keeps finished and failed"] = new(JobTrigger.Suspend, settings: Settings with { SuspendKeepsErrorAndTransferred = true }),
        ["Cancel"] = new(JobTrigger.Cancel),
        ["Complete"] = new(JobTrigger.Complete),
        ["AddFiles"] = new(new JobInput(JobTrigger.AddFiles) { Count = 3 }),
        ["RefuseContent"] = new(JobTrigger.RefuseContent, job => job.FilesTransferred == 0 ? job with { FilesTransferred = 1 } : job),
        ["RequestRanges"] = new(new JobInput(JobTrigger.RequestRanges) { Next = 1, IsAsked = true }),
        ["RequestRanges: another request"] = new(new JobInput(JobTrigger.RequestRanges) { Next = 1, IsAsked = true, Restarts = true }),
        ["Configure"] = new(JobTrigger.Configure),
        ["SetPriority"] = new(new JobInput(JobTrigger.SetPriority) { Priority = BackgroundCopyJobPriority.High }),
        ["SetCostFlags"] = new(JobTrigger.SetCostFlags),
        ["SetTraits"] = new(JobTrigger.SetTraits),
        ["SetMinimumRetryDelay"] = new(Delay(60)),
        ["SetMinimumRetryDelay: as the timeout"] = new(Delay(1_209_600)),
        ["SetMinimumRetryDelay: above it"] = new(Delay(1_209_601)),
        ["SetMinimumRetryDelay: above it, blocked"] = new(Delay(1_209_601), Blocked),
        ["SetMinimumRetryDelay: above it, fails later"] = new(Delay(1_209_601), settings: FailsLater),
        ["SetNoProgressTimeout"] = new(Timeout(86_400)),
        ["SetNoProgressTimeout: not reached"] = new(Timeout(201), job => job with { MinimumRetryDelay = 60 }),
        ["SetNoProgressTimeout: reached"] = new(Timeout(200), job => job with { MinimumRetryDelay = 60 }),
        ["SetNoProgressTimeout: below the delay"] = new(Timeout(599)),
        ["SetNoProgressTimeout: below it, fails later"] = new(Timeout(599), settings: FailsLater),
        ["SetNoProgressTimeout: 0"] = new(Timeout(0)),
        ["SetNoProgressTimeout: 0, blocked"] = new(Timeout(0), Blocked),
        ["SetNoProgressTimeout: 0, blocks are waited for"] = new(Timeout(0), Blocked, WaitedFor),
        ["SetNoProgressTimeout: 1, blocked"] = new(Timeout(1), Blocked),
        ["SetNoProgressTimeout: 1, blocked and frozen"] = new(Timeout(1), Blocked, Frozen),
        ["SetMaximumDownloadTime"] = new(DownloadTime(3600)),
        ["SetMaximumDownloadTime: not reached"] = new(DownloadTime(161)),
        ["SetMaximumDownloadTime: reached"] = new(DownloadTime(160)),
        ["Start"] = new(JobTrigger.Start),
        ["Start: nothing left"] = new(JobTrigger.Start, job => job with { FilesTransferred = 2 }),
        ["Start: nothing is asked for"] = new(JobTrigger.Start, job => job.FilesTransferred < job.Files ? job with { Traits = JobTraits.IsOnDemand } : job),
        ["EndSlice"] = new(JobTrigger.EndSlice),
        ["Preempt"] = new(JobTrigger.Preempt),
        ["OwnerLoggedOff"] = new(JobTrigger.OwnerLoggedOff),
        ["RetryDue"] = new(JobTrigger.RetryDue),
        ["RetryDue: blocked"] = new(JobTrigger.RetryDue, Blocked),
        ["RetryDue: none planned"] = new(JobTrigger.RetryDue, job => job with { RetryAt = Moment.None }),
        ["NoProgressDue"] = new(JobTrigger.NoProgressDue),
        ["InactivityDue"] = new(JobTrigger.InactivityDue),
        ["MaximumDownloadTimeDue"] = new(JobTrigger.MaximumDownloadTimeDue),
        ["Accepted"] = new(JobTrigger.Accepted),
        ["Received"] = new(JobTrigger.Received),
        ["FileCompleted"] = new(JobTrigger.FileCompleted),
        ["FileCompleted: the last"] = new(JobTrigger.FileCompleted, job => job.IsActive ? job with { FilesTransferred = 1 } : job),
        ["FileCompleted: nothing else is asked for"] = new(JobTrigger.FileCompleted, job => job with { Traits = JobTraits.IsOnDemand }),
        ["RangesCompleted"] = new(JobTrigger.RangesCompleted),
        ["FileBegunAgain"] = new(JobTrigger.FileBegunAgain),
        ["RangesCompleted: more is asked for"] = new(new JobInput(JobTrigger.RangesCompleted) { IsAsked = true }),
        ["Failed: transient"] = new(Failed(ErrorClass.Transient)),
        ["Failed: transient, timeout 0"] = new(Failed(ErrorClass.Transient), job => job with { NoProgressTimeout = 0 }),
        ["Failed: transient, delay as the timeout"] = new(Failed(ErrorClass.Transient), job => job with { NoProgressTimeout = 600 }),
        ["Failed: transient, delay above it"] = new(Failed(ErrorClass.Transient), job => job with { NoProgressTimeout = 599 }),
        ["Failed: transient, above it, fails later"] = new(Failed(ErrorClass.Transient), job => job with { NoProgressTimeout = 599 }, FailsLater),
        ["Failed: transient, timeout not reached"] = new(
            Failed(ErrorClass.Transient), job => job with { MinimumRetryDelay = 60, NoProgressTimeout = 201, FirstTransient = At(800) }),
        ["Failed: transient, timeout reached"] = new(
            Failed(ErrorClass.Transient), job => job with { MinimumRetryDelay = 60, NoProgressTimeout = 200, FirstTransient = At(800) }),
        ["Failed: fatal"] = new(Failed(ErrorClass.Fatal)),
        ["Failed: waits"] = new(Failed(ErrorClass.WaitsForCondition), Locked),
        ["Failed: waits, delay above the timeout"] = new(Failed(ErrorClass.WaitsForCondition), job => Locked(job) with { NoProgressTimeout = 599 }),
        ["Failed: waits, timeout 0"] = new(Failed(ErrorClass.WaitsForCondition), job => Locked(job) with { NoProgressTimeout = 0 }),
        ["Failed: waits, timeout 0, waited for"] = new(Failed(ErrorClass.WaitsForCondition), job => Locked(job) with { NoProgressTimeout = 0 }, WaitedFor),
        ["Failed: waits, but nothing blocks"] = new(Failed(ErrorClass.WaitsForCondition)),
        ["Failed: transient, made again at once"] = new(Failed(ErrorClass.Transient), Answered),
        ["Failed: fatal, made again at once"] = new(Failed(ErrorClass.Fatal), Answered),
        ["Failed: transient, blocked till the turn"] = new(Failed(ErrorClass.Transient), job => Locked(Answered(job))),
        ["Failed: transient, a byte has come"] = new(Failed(ErrorClass.Transient), job => Answered(job) with { HasByte = true }),
        ["Failed: transient, was made again thrice"] = new(Failed(ErrorClass.Transient), job => Answered(job) with { ImmediateRetries = 3 }),
        ["BlocksChanged: nothing"] = new(NowBlockedBy(BlockConditions.None)),
        ["BlocksChanged: one begins"] = new(NowBlockedBy(BlockConditions.GameMode)),
        ["BlocksChanged: one begins, timeout 0"] = new(NowBlockedBy(BlockConditions.GameMode), job => job with { NoProgressTimeout = 0 }),
        ["BlocksChanged: begins, timeout 0, waited for"] = new(
            NowBlockedBy(BlockConditions.GameMode), job => job with { NoProgressTimeout = 0 }, WaitedFor),
        ["BlocksChanged: its own ends"] = new(NowBlockedBy(BlockConditions.None), WaitingForIt),
        ["BlocksChanged: its own ends, another holds"] = new(
            NowBlockedBy(BlockConditions.SystemPolicy), job => WaitingForIt(job) with { Blocks = BlockConditions.GameMode | BlockConditions.SystemPolicy }),
        ["BlocksChanged: another ends"] = new(NowBlockedBy(BlockConditions.None), Blocked),
        ["BlocksChanged: the network is back"] = new(NowBlockedBy(BlockConditions.None), job => job with { Blocks = BlockConditions.Network }),
        ["NetworkChanged"] = new(JobTrigger.NetworkChanged),
        ["NetworkChanged: blocked"] = new(JobTrigger.NetworkChanged, Blocked),
        ["ServiceRestarted"] = new(JobTrigger.ServiceRestarted),
        ["ServiceRestarted: waiting jobs keep waiting"] = new(JobTrigger.ServiceRestarted, settings: Settings with { RestartKeepsTransientError = true }),
        ["TokenLost"] = new(JobTrigger.TokenLost),
    };

    private static JobData Blocked(JobData job) => job with { Blocks = BlockConditions.GameMode };

    /// <summary>The condition that the failure names holds already, and is looked at in the turn of this instant.</summary>
    private static JobData Locked(JobData job) => job.IsActive ? job with { Blocks = BlockConditions.VolumeLocked } : job;

    private static JobData Answered(JobData job) => job.IsActive ? job with { IsAnswered = true } : job;

    private static JobData WaitingForIt(JobData job) => job.State == BackgroundCopyJobState.TransientError
        ? Blocked(job) with { ErrorCode = HResults.BG_E_BLOCKED_BY_GAME_MODE, RetryAt = Moment.None, FrozenSince = At(900) }
        : Blocked(job);

    private static JobInput Delay(uint seconds) => new(JobTrigger.SetMinimumRetryDelay) { Seconds = seconds };

    private static JobInput Timeout(uint seconds) => new(JobTrigger.SetNoProgressTimeout) { Seconds = seconds };

    private static JobInput DownloadTime(uint seconds) => new(JobTrigger.SetMaximumDownloadTime) { Seconds = seconds };

    private static JobInput NowBlockedBy(BlockConditions conditions) => new(JobTrigger.BlocksChanged) { Blocks = conditions };

    private static JobInput Failed(ErrorClass errorClass) => new(JobTrigger.Failed)
    {
        HResult = errorClass == ErrorClass.WaitsForCondition ? HResults.BG_E_DESTINATION_LOCKED : Busy,
        Class = errorClass,
        Context = BackgroundCopyErrorContext.RemoteFile,
    };
}
