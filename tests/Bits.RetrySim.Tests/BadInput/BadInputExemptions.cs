using System.Reflection;

namespace Bits.RetrySim.Tests;

/// <summary>Public methods and setters that accept whatever they are given, and why that is right.</summary>
internal static class BadInputExemptions
{
    private const string Boolean = "both values are good";
    private const string Optional = "null and every object are good";
    private const string Delegates = "null does nothing, and every delegate is good";

    /// <summary>Types that are made by the library and only read by its users, or implemented by them.</summary>
    internal static readonly Dictionary<Type, string> Types = new()
    {
        [typeof(IJobStore)] = "implemented by the client, called by the library",
        [typeof(BackgroundCopyOptions)] = "checked when the host starts, by BackgroundCopyOptionsTests",
        [typeof(StoredJob)] = "made by the library; what a store hands back is checked by JobFormatTests",
        [typeof(IBackgroundCopyCallback)] = "implemented by the client, called by the library",
        [typeof(IBackgroundCopyCallback3)] = "implemented by the client, called by the library",
        [typeof(IBackgroundCopyServerCertificateValidationCallback)] = "implemented by the client, called by the library",
        [typeof(BackgroundCopyEvents)] = "null adds nothing and takes nothing away, and every handler is good",
        [typeof(IReleasableCallback)] = "implemented by the client, called by the library",
        [typeof(BackgroundCopyClientCertificate)] = "an answer; nothing takes one",
        [typeof(BackgroundCopyFileInfo)] = "two names that are checked where they are added",
        [typeof(BackgroundCopyFileRange)] = "two numbers that are checked where they are added",
        [typeof(BackgroundCopyFileProgress)] = "an answer; nothing takes one",
        [typeof(BackgroundCopyJobProgress)] = "an answer; nothing takes one",
        [typeof(BackgroundCopyJobTimes)] = "an answer; nothing takes one",
        [typeof(DeliveredFile)] = "an answer; nothing takes one",
        [typeof(EnvironmentChange)] = "a part of an entry of a log; nothing takes one",
        [typeof(JobEvent)] = "an entry of a log; nothing takes one",
        [typeof(RecordedCall)] = "an entry of a record; nothing takes one",
        [typeof(RetryStatus)] = "an answer; nothing takes one",
        [typeof(SettingsWarning)] = "an answer; nothing takes one",
        [typeof(SimulatedRequest)] = "an answer; nothing takes one",
        [typeof(SimulatedUpload)] = "an answer; nothing takes one",
        [typeof(SimulationScriptFileChange)] = "a part of a script; only reading JSON makes scripts",
        [typeof(SimulationScriptOutage)] = "a part of a script; only reading JSON makes scripts",
    };

    internal static readonly Dictionary<string, string> Members = new(StringComparer.Ordinal)
    {
        ["BackgroundCopyCallback.FileRangesTransferred="] = Delegates,
        ["BackgroundCopyCallback.FileTransferred="] = Delegates,
        ["BackgroundCopyCallback.JobError="] = Delegates,
        ["BackgroundCopyCallback.JobModification="] = Delegates,
        ["BackgroundCopyCallback.JobTransferred="] = Delegates,
        ["BackgroundCopyManager.GetErrorDescription(Int32 hresult)"] = "every number is told, if need be as a number",
        ["SimulatedHost.SpeaksHttp10(Boolean isHttp10)"] = Boolean,
        ["SimulatedProxy.StripsContentLength(Boolean strips)"] = Boolean,
        ["SimulatedProxy.StripsRanges(Boolean strips)"] = Boolean,
        ["BackgroundCopyManager.TryGetJob(Guid id, BackgroundCopyJob& job)"] = "every id is good; the answer says whether there is such a job",
        ["BackgroundCopyManagerOptions.CommandStarter="] = Optional,
        ["BackgroundCopyManagerOptions.EventLog="] = Optional,
        ["BackgroundCopyManagerOptions.Files="] = Optional,
        ["BackgroundCopyManagerOptions.LoggerFactory="] = Optional,
        ["BackgroundCopyManagerOptions.MeterFactory="] = Optional,
        ["BackgroundCopyManagerOptions.NotificationClasses="] = Optional,
        ["BackgroundCopyManagerOptions.Store="] = "null and every store are good; what it holds is checked by JobFormatTests",
        ["BackgroundCopyManagerOptions.RecordEvents="] = Boolean,
        ["BackgroundCopyManagerOptions.RethrowCallbackExceptions="] = Boolean,
        ["HttpTransportOptions.Handler="] = Optional,
        ["HttpTransportOptions.Recorder="] = Optional,
        ["BitsException.new(String message, Int32 hresult)"] = "a client's own failure is passed on as it is",
        ["JobStoreException.new(String message, Int32 hresult, Exception innerException)"] = "a store's own failure is passed on as it is",
        ["BitsReadings.CompleteNeedsAnArrivedFile="] = Boolean,
        ["BitsReadings.CountsFirstConnectFailure="] = Boolean,
        ["BitsReadings.RestartKeepsHighPerformance="] = Boolean,
        ["BitsReadings.RestartKeepsTransientError="] = Boolean,
        ["BitsReadings.ResumeKeepsNoProgressTimer="] = Boolean,
        ["BitsReadings.ResumeTransferredIsEmpty="] = Boolean,
        ["BitsReadings.SuspendHidesError="] = Boolean,
        ["BitsReadings.SuspendKeepsErrorAndTransferred="] = Boolean,
        ["BitsReadings.ZeroTimeoutFailsBlocks="] = Boolean,
        ["BitsSimulation.new(DateTimeOffset start)"] = "every date is good",
        ["BandwidthSchedule.LimitsOutside="] = "null and every limit are good; limits check themselves",
        ["GroupPolicy.WorkSchedule="] = "null and every schedule are good; a schedule checks itself",
        ["GroupPolicy.MaxInternetBandwidth="] = "null and every limit are good; a limit checks itself",
        ["JobTimeline.ToSvg(String title)"] = "null and every title are good",
        ["RecordingCallback.new(IBackgroundCopyCallback inner)"] = Optional,
        ["SimulatedClock.new(DateTimeOffset start)"] = "every date is good",
        ["SimulatedResource.WithoutContentLength(Boolean without)"] = Boolean,
        ["SimulatedResource.WithoutRanges(Boolean without)"] = Boolean,
        ["SimulatedResource.WithTag(String tag)"] = "null and every tag are good",
        ["SimulatedResource.WithoutTimeStamp(Boolean without)"] = Boolean,
        ["TimelineSvgOptions.Title="] = "null and every title are good",
    };

    internal static bool Covers(MethodBase method) => Types.ContainsKey(method.DeclaringType!) || Members.ContainsKey(BadInputMembers.NameOf(method));
}
