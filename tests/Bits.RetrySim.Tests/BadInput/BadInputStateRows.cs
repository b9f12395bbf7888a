using static Bits.RetrySim.BackgroundCopyJobState;
using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>Good input at the wrong time: to jobs that have ended, and to a manager that is disposed.</summary>
internal static class BadInputStateRows
{
    private static readonly BackgroundCopyUser User = new("user");

    /// <summary>Good calls of a job, by the member and by what the refusal calls it.</summary>
    private static readonly (string Member, string Name, Action<BackgroundCopyJob> Act)[] JobCalls =
    [
        ("BackgroundCopyJob.DisplayName=", "DisplayName", job => job.DisplayName = "other"),
        ("BackgroundCopyJob.Description=", "Description", job => job.Description = "other"),
        ("BackgroundCopyJob.Priority=", "Priority", job => job.Priority = BackgroundCopyJobPriority.Low),
        ("BackgroundCopyJob.MinimumRetryDelay=", "MinimumRetryDelay", job => job.MinimumRetryDelay = TimeSpan.FromSeconds(60)),
        ("BackgroundCopyJob.NoProgressTimeout=", "NoProgressTimeout", job => job.NoProgressTimeout = TimeSpan.Zero),
        ("BackgroundCopyJob.MaximumDownloadTime=", "MaximumDownloadTime", job => job.MaximumDownloadTime = TimeSpan.Zero),
        ("BackgroundCopyJob.NotifyFlags=", "NotifyFlags", job => job.NotifyFlags = BackgroundCopyNotifications.JobError),
        ("BackgroundCopyJob.NotifyInterface=", "NotifyInterface", job => job.NotifyInterface = new RecordingCallback()),
        ("BackgroundCopyJob.MinimumNotificationInterval=", "MinimumNotificationInterval", job => job.MinimumNotificationInterval = TimeSpan.Zero),
        ("BackgroundCopyJob.CostFlags=", "CostFlags", job => job.CostFlags = BackgroundCopyCostStates.TransferStandard),
        ("BackgroundCopyJob.CustomHeaders=", "CustomHeaders", job => job.CustomHeaders = "A: 1"),
        ("BackgroundCopyJobHttp.MakeCustomHeadersWriteOnly()", "MakeCustomHeadersWriteOnly", job => job.Http.MakeCustomHeadersWriteOnly()),
        ("BackgroundCopyJobHttp.SetServerCertificateValidationInterface(IBackgroundCopyServerCertificateValidationCallback callback)", "SetServerCertificateValidationInterface", job => job.Http.SetServerCertificateValidationInterface(null)),
        ("BackgroundCopyJob.HttpMethod=", "HttpMethod", job => job.HttpMethod = "POST"),
        ("BackgroundCopyJob.SecurityOptions=", "SecurityOptions", job => job.SecurityOptions = BackgroundCopySecurityOptions.IgnoreDateInvalid),
        ("BackgroundCopyJobProxy.Set(BackgroundCopyProxyUsage usage, String list, String bypassList)", "SetProxySettings", job => job.Proxy.Set(BackgroundCopyProxyUsage.NoProxy)),
        ("BackgroundCopyJobCredentials.Add(BackgroundCopyAuthScheme scheme, BackgroundCopyAuthTarget target, String userName, String password)", "SetCredentials", job => job.Credentials.Add(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Server, "u", "p")),
        ("BackgroundCopyJobCredentials.Remove(BackgroundCopyAuthScheme scheme, BackgroundCopyAuthTarget target)", "RemoveCredentials", job => job.Credentials.Remove(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Server)),
        ("BackgroundCopyJobFileSharing.FileAclOptions=", "SetFileAclOptions", job => job.FileSharing.FileAclOptions = BackgroundCopyFileAclOptions.Dacl),
        ("BackgroundCopyJobFileSharing.PeerCaching=", "SetPeerCaching", job => job.FileSharing.PeerCaching = BackgroundCopyPeerCachingOptions.Client),
        ("BackgroundCopyJobCertificate.SetByName(BackgroundCopyCertificateStoreLocation location, String storeName, String subjectName)", "SetClientCertificate", job => job.ClientCertificate.SetByName(0, "MY", "x")),
        ("BackgroundCopyJobCertificate.Remove()", "RemoveClientCertificate", job => job.ClientCertificate.Remove()),
        ("BackgroundCopyJobHelperToken.Options=", "SetHelperTokenOptions", job => job.HelperToken.Options = BackgroundCopyTokenOptions.Network),
        ("BackgroundCopyJobHelperToken.Set(BackgroundCopyUser user)", "SetHelperToken", job => job.HelperToken.Set(User)),
        ("BackgroundCopyJobHelperToken.Clear()", "ClearHelperToken", job => job.HelperToken.Clear()),
        ("BackgroundCopyJobProperties.DynamicContent=", "SetProperty", job => job.Properties.DynamicContent = true),
        ("BackgroundCopyJobProperties.HighPerformance=", "SetProperty", job => job.Properties.HighPerformance = true),
        ("BackgroundCopyJobProperties.OnDemandMode=", "SetProperty", job => job.Properties.OnDemandMode = true),
        ("BackgroundCopyJobProperties.MaximumDownloadSize=", "SetProperty", job => job.Properties.MaximumDownloadSize = 1),
        ("BackgroundCopyJobProperties.NotificationClsid=", "SetProperty", job => job.Properties.NotificationClsid = Guid.Empty),
        ("BackgroundCopyJobNotifyCommand.Set(String program, String parameters)", "SetNotifyCmdLine", job => job.NotifyCommand.Set(@"C:\x.exe")),
        ("BackgroundCopyJob.TakeOwnership()", "TakeOwnership", job => job.TakeOwnership()),
        ("BackgroundCopyJob.AddFile(String remoteName, String localName)", "AddFile", job => job.AddFile("http://server.example/x", @"C:\x")),
        ("BackgroundCopyJob.AddFileSet(IEnumerable files)", "AddFileSet", job => job.AddFileSet([new("http://server.example/x", @"C:\x")])),
        ("BackgroundCopyJob.Resume()", "Resume", job => job.Resume()),
        ("BackgroundCopyJob.Suspend()", "Suspend", job => job.Suspend()),
        ("BackgroundCopyJob.Cancel()", "Cancel", job => job.Cancel()),
        ("BackgroundCopyJob.Complete()", "Complete", job => job.Complete()),
    ];

    /// <summary>Good calls that do not change a job's data, or are no calls of a job.</summary>
    private static readonly (string Member, Action<BadInputWorld> Act)[] OtherCalls =
    [
        ("BackgroundCopyJob.WaitForStateAsync(BackgroundCopyJobState state, CancellationToken cancellationToken)",
            world => world.Job.WaitForStateAsync(Transferred).GetAwaiter().GetResult()),
        ("BackgroundCopyJob.WaitForOutcomeAsync(CancellationToken cancellationToken)", world => world.Job.WaitForOutcomeAsync().GetAwaiter().GetResult()),
        ("BackgroundCopyManager.CreateJob(String displayName)", world => world.Manager.CreateJob("job")),
        ("BackgroundCopyManager.CreateJob(String displayName, BackgroundCopyJobType type, BackgroundCopyUser owner)",
            world => world.Manager.CreateJob("job", BackgroundCopyJobType.Download, User)),
        ("BackgroundCopyManager.GetJob(Guid id)", world => world.Manager.GetJob(world.Job.Id)),
        ("BackgroundCopyClient.CreateJob(String displayName)", world => Client(world).CreateJob("job")),
        ("BackgroundCopyClient.CreateJob(String displayName, BackgroundCopyJobType type)", world => Client(world).CreateJob("job", BackgroundCopyJobType.Download)),
        ("BackgroundCopyClient.GetJob(Guid id)", world => Client(world).GetJob(world.Job.Id)),
        ("BackgroundCopyClient.EnumJobs()", world => Client(world).EnumJobs()),
        ("BackgroundCopyManager.EnumJobs()", world => world.Manager.EnumJobs()),
        ("BackgroundCopyManager.EnumJobs(BackgroundCopyUser owner)", world => world.Manager.EnumJobs(User)),
        ("BackgroundCopyManager.ApplyPolicy(GroupPolicy policy)", world => world.Manager.ApplyPolicy(new GroupPolicy())),
        ("BackgroundCopyManager.RestartService()", world => world.Manager.RestartService()),
        ("BitsEnvironment.NetworkAvailable=", world => world.Environment.NetworkAvailable = false),
        ("BitsEnvironment.Standby=", world => world.Environment.Standby = true),
        ("BitsEnvironment.BatteryPolicyBlocks=", world => world.Environment.BatteryPolicyBlocks = true),
        ("BitsEnvironment.BatterySaver=", world => world.Environment.BatterySaver = true),
        ("BitsEnvironment.GameMode=", world => world.Environment.GameMode = true),
        ("BitsEnvironment.BackgroundAccessBlocked=", world => world.Environment.BackgroundAccessBlocked = true),
        ("BitsEnvironment.SystemPolicyBlocks=", world => world.Environment.SystemPolicyBlocks = true),
        ("BitsEnvironment.CostState=", world => world.Environment.CostState = BackgroundCopyCostStates.Roaming),
        ("BitsEnvironment.LogOn(BackgroundCopyUser user)", world => world.Environment.LogOn(User)),
        ("BitsEnvironment.LogOff(BackgroundCopyUser user)", world => world.Environment.LogOff(User)),
        ("BitsEnvironment.LockVolume(String root)", world => world.Environment.LockVolume(@"C:\")),
        ("BitsEnvironment.UnlockVolume(String root)", world => world.Environment.UnlockVolume(@"C:\")),
    ];

    private static BackgroundCopyClient Client(BadInputWorld world) => world.Manager.As(new BackgroundCopyCaller(User));

    internal static IEnumerable<BadInputRow> All =>
    [
        .. JobCalls.SelectMany(call => new[] { Acknowledged, Cancelled }.Select(state => Coded(
            call.Member, $"job {state}", HResults.BG_E_INVALID_STATE, world => call.Act(world.In(state)), call.Name, state.ToString()))),
        .. new[] { Acknowledged, Cancelled }.Select(state => Coded(
            "BackgroundCopyJob.WaitForStateAsync(BackgroundCopyJobState state, CancellationToken cancellationToken)",
            $"job {state}",
            HResults.BG_E_INVALID_STATE,
            world => world.In(state).WaitForStateAsync(Transferred).GetAwaiter().GetResult(),
            state.ToString())),
        .. JobCalls.Select(call => Disposed(call.Member, world => call.Act(world.Job))),
        .. OtherCalls.Select(call => Disposed(call.Member, call.Act)),
        Disposed("BitsSimulation.At(TimeSpan instant, Action action)", world => world.Simulation.At(TimeSpan.FromDays(1), () => { })),
    ];

    private static BadInputRow Disposed(string member, Action<BadInputWorld> act) =>
        new(member, "disposed", act, typeof(ObjectDisposedException), null, ["BackgroundCopyManager"])
        {
            Arrange = world =>
            {
                world.Manager.Dispose();
                world.Simulation.Dispose();
            },
        };
}
