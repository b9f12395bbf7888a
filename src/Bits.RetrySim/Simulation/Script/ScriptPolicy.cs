using static Bits.RetrySim.ScriptTypes;

namespace Bits.RetrySim;

/// <summary>The group policy of a script, and its classification of errors.</summary>
internal static class ScriptPolicy
{
    /// <summary>A set of cost states, by their names or by one of the five that BITS predefines.</summary>
    internal static ScriptType<BackgroundCopyCostStates> CostFlags { get; } = Flags(
        static set => set.Aggregate(default(BackgroundCopyCostStates), static (all, one) => all | one), Enum.GetValues<BackgroundCopyCostStates>());

    private static readonly ScriptType<int> Limit = Int32(1, int.MaxValue, "a number, 1 or more");
    private static readonly ScriptType<int> Hour = Int32(0, 23, "an hour from 0 to 23");
    private static readonly ScriptType<int> Kilobits = Int32(0, int.MaxValue, "kilobits per second, 0 or more");

    private static readonly ScriptType<BackgroundCopyCostStates> CostSet =
        Name<BackgroundCopyCostStates>([.. Enum.GetValues<BackgroundCopyCostStates>().Where(CostMask.IsPredefined)]);

    private static readonly ScriptField<int> FromHour = new("fromHour", Hour, "the hour at which the limit begins, 0 to 23") { IsRequired = true };
    private static readonly ScriptField<int> ToHour = new("toHour", Hour, "the hour at which the limit ends, 0 to 23") { IsRequired = true };
    private static readonly ScriptField<int> KilobitsField = new("kilobitsPerSecond", Kilobits, "the limit in kilobits per second, 0 or more") { IsRequired = true };
    private static readonly ScriptField<int> Outside = new("kilobitsPerSecondOutside", Kilobits, "the limit at other times") { Default = "none" };

    private static readonly ScriptObject<BandwidthLimit> Bandwidth = new(
        "bandwidthLimit",
        "The bandwidth that background jobs share at certain hours of the day",
        [FromHour, ToHour, KilobitsField, Outside],
        static values => new BandwidthLimit(values.Get(FromHour), values.Get(ToHour), values.Get(KilobitsField), values.Maybe(Outside)));

    private static readonly ScriptField<int> High = new("high", Kilobits, "the limit of high priority in kilobits per second, 0 or more") { Default = "no limit" };
    private static readonly ScriptField<int> Normal = new("normal", Kilobits, "the limit of normal priority in kilobits per second, 0 or more") { Default = "no limit" };
    private static readonly ScriptField<int> Low = new("low", Kilobits, "the limit of low priority in kilobits per second, 0 or more") { Default = "no limit" };

    private static readonly ScriptObject<PriorityBandwidth> Priorities = new(
        "priorityBandwidth",
        "The bandwidth of background jobs by their priority",
        [High, Normal, Low],
        static values => new PriorityBandwidth(values.Maybe(High), values.Maybe(Normal), values.Maybe(Low)));

    private static readonly ScriptType<DayOfWeek> Day = Name(Enum.GetValues<DayOfWeek>());
    private static readonly ScriptField<DayOfWeek> FromDay = new("fromDay", Day, "the first day of the week") { IsRequired = true };
    private static readonly ScriptField<DayOfWeek> ToDay = new("toDay", Day, "the last day of the week, which is one of them") { IsRequired = true };
    private static readonly ScriptField<PriorityBandwidth> Limits = new("limits", Priorities, "the limits at these hours") { IsRequired = true };
    private static readonly ScriptField<PriorityBandwidth> LimitsOutside = new("limitsOutside", Priorities, "the limits at all other hours; not for `maintenanceSchedule`") { Default = "none" };

    private static readonly ScriptObject<BandwidthSchedule> Schedule = new(
        "bandwidthSchedule",
        "The bandwidth of background jobs at certain hours of certain days of the week",
        [FromDay, ToDay, FromHour, ToHour, Limits, LimitsOutside],
        static values => new BandwidthSchedule(
            values.Get(FromDay), values.Get(ToDay), values.Get(FromHour), values.Get(ToHour), values.Get(Limits)!, values.Get(LimitsOutside)));

    private static readonly ScriptField<TimeSpan> JobInactivityTimeout = new("jobInactivityTimeout", Duration, "after which time without activity a job is cancelled, whole days from 1 to 999") { Default = "90 days" };
    private static readonly ScriptField<TimeSpan> MaxDownloadTime = new("maxDownloadTime", Duration, "how long a job may connect and transfer, unless it says otherwise") { Default = "90 days" };
    private static readonly ScriptField<int> MaxJobsPerMachine = new("maxJobsPerMachine", Limit, "the most jobs of the machine") { Default = "300" };
    private static readonly ScriptField<int> MaxJobsPerUser = new("maxJobsPerUser", Limit, "the most jobs of a user, not above `maxJobsPerMachine`") { Default = "60" };
    private static readonly ScriptField<int> MaxFilesPerJob = new("maxFilesPerJob", Limit, "the most files of a job") { Default = "200" };
    private static readonly ScriptField<int> MaxRangesPerFile = new("maxRangesPerFile", Limit, "the most ranges of a file") { Default = "500" };
    private static readonly ScriptField<BandwidthLimit> MaxInternetBandwidth = new("maxInternetBandwidth", Bandwidth, "the bandwidth that background jobs share") { Default = "no limit" };
    private static readonly ScriptField<BandwidthSchedule> WorkSchedule = new("workSchedule", Schedule, "the bandwidth of background jobs by priority in working hours, and outside them") { Default = "no limit" };
    private static readonly ScriptField<BandwidthSchedule> MaintenanceSchedule = new("maintenanceSchedule", Schedule, "the bandwidth of background jobs by priority in hours of maintenance, when `workSchedule` does not hold") { Default = "no such hours" };
    private static readonly ScriptField<BackgroundCopyCostStates> ForegroundCostFlags = new("foregroundCostFlags", CostSet, "at which cost foreground jobs run that have no `costFlags`") { Default = "`readings.defaultCostFlags`" };
    private static readonly ScriptField<BackgroundCopyCostStates> BackgroundCostFlags = new("backgroundCostFlags", CostSet, "at which cost background jobs run that have no `costFlags`") { Default = "`readings.defaultCostFlags`" };

    internal static ScriptObject<GroupPolicy> Policy { get; } = new(
        "policy",
        "The group policy of a machine; what is left out is not configured",
        [JobInactivityTimeout, MaxDownloadTime, MaxJobsPerMachine, MaxJobsPerUser, MaxFilesPerJob, MaxRangesPerFile, MaxInternetBandwidth, WorkSchedule, MaintenanceSchedule, ForegroundCostFlags, BackgroundCostFlags],
        MakePolicy);

    private static readonly ScriptField<int> HResultField = new("hresult", HResult, "the code");
    private static readonly ScriptField<int> HttpStatus = new("httpStatus", AnyHttpStatus, "in place of `hresult`: an HTTP status");

    private static readonly ScriptField<ErrorClass> Class = new(
        "class", Name(ErrorClass.Transient, ErrorClass.Fatal), "what becomes of a job that fails with it")
    { IsRequired = true };

    internal static ScriptObject<(int Code, ErrorClass Class)> Classified { get; } = new(
        "classification",
        "An error that is classified otherwise than by the rules",
        [HResultField, HttpStatus, Class],
        static values =>
        {
            ScriptField which = values.OnlyOne("one of hresult, httpStatus", HResultField, HttpStatus) ?? throw values.Node.Wrong("one of hresult, httpStatus", "nothing", inner: null);
            int code = values.TryGet(HttpStatus, out int status) ? HResults.HttpStatus(status) : values.Get(HResultField);
            ErrorClass errorClass = values.Get(Class);
            try
            {
                new ErrorClassification().Override(code, errorClass);
            }
            catch (ArgumentException exception)
            {
                throw values.NodeOf(which)!.Wrong($"an error that can be classified: {FirstSentence(exception)}", exception);
            }

            return (code, errorClass);
        })
    {
        OneOf = [HResultField, HttpStatus],
    };

    private static GroupPolicy MakePolicy(ScriptValues values)
    {
        GroupPolicy none = new();
        GroupPolicy policy = new()
        {
            JobInactivityTimeout = values.Get(JobInactivityTimeout, none.JobInactivityTimeout),
            MaxDownloadTime = values.Get(MaxDownloadTime, none.MaxDownloadTime),
            MaxJobsPerMachine = values.Get(MaxJobsPerMachine, none.MaxJobsPerMachine),
            MaxJobsPerUser = values.Get(MaxJobsPerUser, none.MaxJobsPerUser),
            MaxFilesPerJob = values.Get(MaxFilesPerJob, none.MaxFilesPerJob),
            MaxRangesPerFile = values.Get(MaxRangesPerFile, none.MaxRangesPerFile),
            MaxInternetBandwidth = values.Get(MaxInternetBandwidth),
            WorkSchedule = values.Get(WorkSchedule),
            MaintenanceSchedule = values.Get(MaintenanceSchedule),
            ForegroundCostFlags = values.Maybe(ForegroundCostFlags),
            BackgroundCostFlags = values.Maybe(BackgroundCostFlags),
        };
        try
        {
            policy.Validate("policy", Wording.Json);
        }
        catch (ArgumentException exception)
        {
            throw values.Node.Wrong($"values that a policy can have: {FirstSentence(exception)}", found: null, exception);
        }

        return policy;
    }
}
