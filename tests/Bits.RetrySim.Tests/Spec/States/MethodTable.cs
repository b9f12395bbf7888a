using System.Globalization;
using System.Reflection;

namespace Bits.RetrySim.Tests;

/// <summary>The table of states and methods (section 2.3), a row each.</summary>
internal static class MethodTable
{
    private const string AnyState = "SUSP QUE CONN XFER TERR ERR XFRD INV INV";
    private const string NotForUploads = "NOTIMPL NOTIMPL NOTIMPL NOTIMPL NOTIMPL NOTIMPL NOTIMPL INV INV";
    private const string OnlyDownloads = "DOWN DOWN DOWN DOWN DOWN DOWN DOWN INV INV";
    private const string Remote = "https://cdn.example/2.bin";

    private static readonly BackgroundCopyCaller Administrator = new(new BackgroundCopyUser("admin", BackgroundCopyUserKind.Administrator), IsElevated: true);

    internal static IReadOnlyList<MethodRow> Rows { get; } =
    [
        Row("METHOD-Resume", "Resume", "QUE QUE CONN XFER QUE QUE XFRD INV INV", job => job.Resume()),
        Row("METHOD-Resume", "Resume without files", "EMPTY - - - - - - INV INV", job => job.Resume()) with { Arrange = WithoutFiles },
        Row("METHOD-Suspend", "Suspend", "SUSP SUSP SUSP SUSP SUSP SUSP SUSP INV INV", job => job.Suspend()),
        Row("METHOD-Cancel", "Cancel", "CAN CAN CAN CAN CAN CAN CAN INV INV", job => job.Cancel()),
        Row("METHOD-Complete", "Complete", "ACK ACK ACK ACK ACK ACK ACK INV INV", job => job.Complete()),
        Read("METHOD-Complete", "Complete, its result", "PartialComplete PartialComplete PartialComplete PartialComplete PartialComplete PartialComplete Ok INV INV", cell => $"{cell.Job.Complete()}"),
        Upload("METHOD-Resume", "Resume", "QUE QUE CONN XFER QUE QUE XFRD INV INV", job => job.Resume()),
        Upload("METHOD-Suspend", "Suspend", "SUSP SUSP SUSP SUSP SUSP SUSP SUSP INV INV", job => job.Suspend()),
        Upload("METHOD-Cancel", "Cancel", "CAN CAN CAN CAN CAN CAN CAN INV INV", job => job.Cancel()),
        Upload("METHOD-CompleteUpload", "Complete", "INV INV INV INV INV INV ACK INV INV", job => job.Complete()),
        Upload("METHOD-CompleteUpload", "Complete", "INV INV INV INV INV INV ACK INV INV", job => job.Complete(), BackgroundCopyJobType.UploadReply),
        Upload("METHOD-AddFile", "AddFile", "MANY MANY MANY MANY MANY MANY MANY INV INV", job => job.AddFile(Remote, Bench.LocalName(2))),
        Upload("METHOD-AddFile", "AddFileSet", "MANY MANY MANY MANY MANY MANY MANY INV INV", job => job.AddFileSet([new BackgroundCopyFileInfo(Remote, Bench.LocalName(2))])),
        Upload("METHOD-AddFileWithRanges", "AddFileWithRanges", NotForUploads, job => job.AddFileWithRanges(Remote, Bench.LocalName(2), [new BackgroundCopyFileRange(0, 1)])),
        Upload("METHOD-SetRemoteName", "SetRemoteName", NotForUploads, job => job.Files[0].SetRemoteName(Remote)),
        Upload("METHOD-SetRemoteName", "ReplaceRemotePrefix", NotForUploads, job => job.ReplaceRemotePrefix("https://cdn.example/", "https://mirror.example/")),
        Upload("METHOD-SetRemoteName", "RequestFileRanges", "RANDOM RANDOM RANDOM RANDOM RANDOM RANDOM RANDOM INV INV", job => job.Files[0].RequestFileRanges([new BackgroundCopyFileRange(5, 1)])),
        Upload("METHOD-SetRemoteName", "UpdateDownloadPosition", "RANDOM RANDOM RANDOM RANDOM RANDOM RANDOM RANDOM INV INV", job => job.Files[0].UpdateDownloadPosition(5)),
        Upload("METHOD-SetValidationState", "SetValidationState true", NotForUploads, job => job.Files[0].SetValidationState(true)),
        Upload("METHOD-SetValidationState", "SetValidationState false", NotForUploads, job => job.Files[0].SetValidationState(false)),
        Upload("METHOD-SetHttpMethod", "DynamicContent", OnlyDownloads, job => job.Properties.DynamicContent = true),
        Upload("METHOD-SetHighPerformance", "HighPerformance", OnlyDownloads, job => job.Properties.HighPerformance = true),
        Upload("METHOD-SetHttpMethod", "OnDemandMode", OnlyDownloads, job => job.Properties.OnDemandMode = true),
        Upload("METHOD-SetHttpMethod", "MaximumDownloadSize", OnlyDownloads, job => job.Properties.MaximumDownloadSize = 1),
        Upload("METHOD-SetReplyFileName", "SetReplyFileName", "SUSP QUE CONN XFER TERR ERR INV INV INV", job => job.Reply!.FileName = Bench.LocalName(2), BackgroundCopyJobType.UploadReply),
        Read("METHOD-GetReplyData", "GetReplyData", "INV INV INV INV INV INV 0 INV INV", cell => $"{cell.Job.Reply!.GetData().Length}") with { Arrange = As(BackgroundCopyJobType.UploadReply) },

        Row("METHOD-AddFile", "AddFile", AnyState, job => job.AddFile(Remote, Bench.LocalName(2))),
        Row("METHOD-AddFile", "AddFileSet", AnyState, job => job.AddFileSet([new BackgroundCopyFileInfo(Remote, Bench.LocalName(2))])),
        Row("METHOD-AddFileWithRanges", "AddFileWithRanges", AnyState, job => job.AddFileWithRanges(Remote, Bench.LocalName(2), [new BackgroundCopyFileRange(0, 1)])),
        Row("METHOD-SetRemoteName", "SetRemoteName", "SUSP QUE QUE QUE TERR ERR XFRD INV INV", job => job.Files[0].SetRemoteName("https://mirror.example/1.bin")),
        Row("METHOD-SetRemoteName", "ReplaceRemotePrefix", "SUSP QUE QUE QUE TERR ERR XFRD INV INV", job => job.ReplaceRemotePrefix("https://cdn.example/", "https://mirror.example/")),

        Row("METHOD-SetRemoteName", "RequestFileRanges", "SUSP QUE QUE QUE TERR ERR XFRD INV INV", job => job.Files[0].RequestFileRanges([new BackgroundCopyFileRange(5, 1)])),
        Row("METHOD-SetRemoteName", "UpdateDownloadPosition", "SUSP QUE QUE QUE TERR ERR XFRD INV INV", job => job.Files[0].UpdateDownloadPosition(5)),

        Setter("METHOD-Setters", "DisplayName", "another"),
        Setter("METHOD-Setters", "Description", "another"),
        Setter("METHOD-Setters", "Priority", BackgroundCopyJobPriority.Low),
        Setter("METHOD-Setters", "NotifyFlags", BackgroundCopyNotifications.JobModification),
        Setter("METHOD-Setters", "NotifyInterface", new RecordingCallback()),
        Setter("METHOD-Setters", "MinimumNotificationInterval", TimeSpan.FromSeconds(700)),
        Setter("METHOD-Setters", "CostFlags", BackgroundCopyCostStates.TransferStandard),
        Row("METHOD-Setters", "NotifyCommand", AnyState, job => job.NotifyCommand.Set(@"C:\done.exe")),
        Row("METHOD-Setters", "NotificationClsid", AnyState, job => job.Properties.NotificationClsid = Guid.Empty),

        Setter("METHOD-SetConnectionOptions", "CustomHeaders", "A: 1"),
        Setter("METHOD-SetConnectionOptions", "SecurityOptions", BackgroundCopySecurityOptions.RedirectReport),
        Row("METHOD-SetConnectionOptions", "MakeCustomHeadersWriteOnly", AnyState, job => job.Http.MakeCustomHeadersWriteOnly()),
        Row("METHOD-SetConnectionOptions", "Proxy", AnyState, job => job.Proxy.Set(BackgroundCopyProxyUsage.NoProxy)),
        Row("METHOD-SetConnectionOptions", "SetCredentials", AnyState, job => job.Credentials.Add(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Server, "u", "p")),
        Row("METHOD-SetConnectionOptions", "RemoveCredentials", AnyState, job => job.Credentials.Remove(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Server)),
        Row("METHOD-SetConnectionOptions", "UseStoredCredentials", AnyState, job => job.Properties.UseStoredCredentials = BackgroundCopyAuthTarget.Proxy),
        Row("METHOD-SetConnectionOptions", "PeerCaching", AnyState, job => job.FileSharing.PeerCaching = BackgroundCopyPeerCachingOptions.Client),
        Row("METHOD-SetConnectionOptions", "SetClientCertificate", AnyState, job => job.ClientCertificate.SetByName(BackgroundCopyCertificateStoreLocation.CurrentUser, "MY", "x")),
        Row("METHOD-SetConnectionOptions", "RemoveClientCertificate", AnyState, job => job.ClientCertificate.Remove()),
        Row("METHOD-SetConnectionOptions", "SetHelperToken", AnyState, job => job.HelperToken.Set(new BackgroundCopyUser("helper"))),
        Row("METHOD-SetConnectionOptions", "ClearHelperToken", AnyState, job => job.HelperToken.Clear()),
        Row("METHOD-SetConnectionOptions", "HelperTokenOptions", AnyState, job => job.HelperToken.Options = BackgroundCopyTokenOptions.Network),

        Setter("METHOD-TimerSetters", "MinimumRetryDelay", TimeSpan.FromSeconds(700)),
        Setter("METHOD-TimerSetters", "NoProgressTimeout", TimeSpan.FromSeconds(700)),
        Setter("METHOD-TimerSetters", "MaximumDownloadTime", TimeSpan.FromSeconds(700)),
        Row("METHOD-TimerSetters", "MinimumRetryDelay above the timeout", "SUSP QUE CONN XFER ERR ERR XFRD INV INV", job => job.MinimumRetryDelay = TimeSpan.FromDays(15)),
        Row("METHOD-TimerSetters", "NoProgressTimeout 0", "SUSP QUE CONN XFER ERR ERR XFRD INV INV", job => job.NoProgressTimeout = TimeSpan.Zero),
        Row("METHOD-TimerSetters", "NoProgressTimeout 10", "SUSP QUE CONN XFER ERR ERR XFRD INV INV", job => job.NoProgressTimeout = TimeSpan.FromSeconds(10)),
        Row("METHOD-TimerSetters", "MaximumDownloadTime 0", "SUSP QUE ERR ERR TERR ERR XFRD INV INV", job => job.MaximumDownloadTime = TimeSpan.Zero),
        Row("METHOD-TimerSetters", "MaximumDownloadTime 20", "SUSP QUE ERR ERR TERR ERR XFRD INV INV", job => job.MaximumDownloadTime = TimeSpan.FromSeconds(20)),
        Row("METHOD-TimerSetters", "MaximumDownloadTime 21", "SUSP QUE CONN XFER TERR ERR XFRD INV INV", job => job.MaximumDownloadTime = TimeSpan.FromSeconds(21)),

        // The first Resume closes them: every state but that of a new job is behind it.
        Row("METHOD-SetHttpMethod", "HttpMethod", "SUSP INV INV INV INV INV INV INV INV", job => job.HttpMethod = "POST"),
        Row("METHOD-SetHttpMethod", "OnDemandMode", "SUSP LATE LATE LATE LATE LATE LATE INV INV", job => job.Properties.OnDemandMode = true),
        Row("METHOD-SetHttpMethod", "DynamicContent", "SUSP LATE LATE LATE LATE LATE LATE INV INV", job => job.Properties.DynamicContent = true),
        Row("METHOD-SetHttpMethod", "MaximumDownloadSize", "SUSP LATE LATE LATE LATE LATE LATE INV INV", job => job.Properties.MaximumDownloadSize = 1),
        Row("METHOD-SetHighPerformance", "HighPerformance", "FILE FILE FILE FILE FILE FILE FILE INV INV", job => job.Properties.HighPerformance = true),
        Row("METHOD-SetHighPerformance", "HighPerformance without files", "SUSP - - - - - - INV INV", job => job.Properties.HighPerformance = true) with { Arrange = WithoutFiles },
        Row("METHOD-SetFileACLFlags", "FileAclOptions", "SUSP QUE CONN XFER TERR ERR INV INV INV", job => job.FileSharing.FileAclOptions = BackgroundCopyFileAclOptions.Dacl),
        Row("METHOD-SetServerCertificateValidation", "SetServerCertificateValidationInterface", "SUSP BUSY BUSY BUSY BUSY ERR XFRD INV INV", job => job.Http.SetServerCertificateValidationInterface(null)),
        Row("METHOD-TakeOwnership", "TakeOwnership", AnyState, TakeOwnership),
        Row("METHOD-SetValidationState", "SetValidationState true", "PENDING PENDING PENDING PENDING PENDING PENDING XFRD INV INV", job => job.Files[0].SetValidationState(true)),
        Row("METHOD-SetValidationState", "SetValidationState false", "PENDING PENDING PENDING PENDING PENDING PENDING ERR INV INV", job => job.Files[0].SetValidationState(false)),
        Row("METHOD-SetValidationState", "SetValidationState of a file that is here", "SUSP - - XFER TERR ERR XFRD INV INV", job => job.Files[0].SetValidationState(true)) with { Arrange = WithOneOfTwoFiles },

        Read("METHOD-Error", "Error", "none none none none 503 404 none none none", ErrorIn),
        Read("METHOD-Error", "Error after a failure", "503 503 503 none 503 404 none none none", ErrorIn) with { Arrange = AfterAFailure },
        Read("METHOD-Getters", "State", "Suspended Queued Connecting Transferring TransientError Error Transferred Acknowledged Cancelled", cell => $"{cell.Job.State}"),
        Read("METHOD-Getters", "Files", "1 1 1 1 1 1 1 1 1", cell => $"{cell.Job.Files.Count(file => file.RemoteName == "https://cdn.example/1.bin")}"),
    ];

    /// <summary>Each row of something that changes a job, for both types that send: with the cells of a row of its own, else with those of the download.</summary>
    internal static IReadOnlyList<MethodRow> OfUploads { get; } =
    [
        .. from row in Rows
           where row.IsPlain && row.Rule is not ("METHOD-Complete" or "METHOD-Error" or "METHOD-Getters")
           from type in new[] { BackgroundCopyJobType.Upload, BackgroundCopyJobType.UploadReply }
           let own = Find($"{row.Method}, {type}") ?? Find($"{row.Method}, {BackgroundCopyJobType.Upload}") ?? row
           select own with { Method = $"{row.Method}, {type}", Arrange = As(type) },
    ];

    private static MethodRow? Find(string method) => Rows.SingleOrDefault(row => row.Method == method);

    private static MethodRow Row(string rule, string method, string outcomes, Action<BackgroundCopyJob> call) => new(rule, method, outcomes, cell =>
    {
        call(cell.Job);
        return null;
    });

    private static MethodRow Row(string rule, string method, string outcomes, Action<MethodCell> call) => new(rule, method, outcomes, cell =>
    {
        call(cell);
        return null;
    });

    /// <summary>The same of a job that sends.</summary>
    private static MethodRow Upload(string rule, string method, string outcomes, Action<BackgroundCopyJob> call, BackgroundCopyJobType type = BackgroundCopyJobType.Upload) =>
        Row(rule, $"{method}, {type}", outcomes, call) with { Arrange = As(type) };

    private static Func<Bench, BackgroundCopyJobState, BackgroundCopyJob> As(BackgroundCopyJobType type) => (bench, state) => bench.JobIn(state, type: type);

    private static MethodRow Read(string rule, string method, string outcomes, Func<MethodCell, string> read) => new(rule, method, outcomes, read);

    /// <summary>A property of the job that can be set in every state but the final ones, and then says so.</summary>
    private static MethodRow Setter(string rule, string property, object value) => Row(rule, property, AnyState, (BackgroundCopyJob job) =>
    {
        PropertyInfo setter = typeof(BackgroundCopyJob).GetProperty(property)!;
        setter.SetMethod!.Invoke(job, BindingFlags.DoNotWrapExceptions, null, [value], null);
        setter.GetValue(job).Should().Be(value);
    });

    private static void TakeOwnership(MethodCell cell)
    {
        cell.Bench.Manager.As(Administrator).See(cell.Job).TakeOwnership();
        cell.Job.Owner.Should().Be(Administrator.User);
    }

    private static string ErrorIn(MethodCell cell) => cell.Job.Error is { } error ? (error.Code & 0xFFFF).ToString(CultureInfo.InvariantCulture) : "none";

    private static BackgroundCopyJob WithoutFiles(Bench bench, BackgroundCopyJobState state) => bench.JobIn(state, files: 0);

    private static BackgroundCopyJob WithOneOfTwoFiles(Bench bench, BackgroundCopyJobState state)
    {
        bool isUnderWay = state is BackgroundCopyJobState.Suspended or BackgroundCopyJobState.Transferring or BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Error;
        if (!isUnderWay)
        {
            return bench.JobIn(state, files: 2);
        }

        BackgroundCopyJob job = bench.JobIn(BackgroundCopyJobState.Connecting, files: 2);
        bench.AttemptOf(job).Accept(Bench.FileSize);
        bench.AttemptOf(job).Complete();
        if (state == BackgroundCopyJobState.Suspended)
        {
            job.Suspend();
        }
        else if (state != BackgroundCopyJobState.Transferring)
        {
            bench.AttemptOf(job).FailHttp(state == BackgroundCopyJobState.Error ? 404 : 503);
        }

        job.State.Should().Be(state);
        return job;
    }

    private static BackgroundCopyJob AfterAFailure(Bench bench, BackgroundCopyJobState state) => bench.JobIn(state, job =>
    {
        job.Resume();
        bench.Pump();
        bench.Attempt.FailHttp(503);
        job.Suspend();
    });
}
