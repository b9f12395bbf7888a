using System.Reflection;

namespace Bits.RetrySim.Tests;

/// <summary>The table of states and methods, a row each: what a call leads to in each state, in the table's order of states.</summary>
public class MethodTableTests
{
    private const string AnyState = "SUSP QUE CONN XFER TERR ERR XFRD INV INV";

    private static readonly Dictionary<int, string> Refusals = new()
    {
        [HResults.BG_E_INVALID_STATE] = "INV",
        [HResults.BG_E_READ_ONLY_PROPERTY_AFTER_RESUME] = "LATE",
        [HResults.BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE] = "FILE",
        [HResults.BG_E_READ_ONLY_WHEN_JOB_ACTIVE] = "BUSY",
    };

    [Theory]
    [InlineData("Resume", "QUE QUE CONN XFER QUE QUE XFRD INV INV")]
    [Trait("Rule", "METHOD-Resume")]
    [Trait("Rule", "STATE-40")]
    [Trait("Rule", "STATE-42")]
    [Trait("Rule", "OQ-8")]
    public void Resume_InEachState(string method, string row) => Check(method, row);

    [Theory]
    [InlineData("Suspend", "SUSP SUSP SUSP SUSP SUSP SUSP SUSP INV INV")]
    [Trait("Rule", "METHOD-Suspend")]
    [Trait("Rule", "STATE-41")]
    [Trait("Rule", "OQ-7")]
    public void Suspend_InEachState(string method, string row) => Check(method, row);

    [Theory]
    [InlineData("Cancel", "CAN CAN CAN CAN CAN CAN CAN INV INV")]
    [Trait("Rule", "METHOD-Cancel")]
    public void Cancel_InEachState(string method, string row) => Check(method, row);

    [Theory]
    [InlineData("Complete", "ACK ACK ACK ACK ACK ACK ACK INV INV")]
    [Trait("Rule", "METHOD-Complete")]
    public void Complete_InEachState(string method, string row) => Check(method, row);

    [Theory]
    [InlineData("AddFile", AnyState)]
    [InlineData("AddFileSet", AnyState)]
    [Trait("Rule", "METHOD-AddFile")]
    [Trait("Rule", "OQ-19")]
    public void AddingFiles_InEachState(string method, string row) => Check(method, row);

    [Theory]
    [InlineData("AddFileWithRanges", AnyState)]
    [Trait("Rule", "METHOD-AddFileWithRanges")]
    public void AddingFilesWithRanges_InEachState(string method, string row) => Check(method, row);

    [Theory]
    [InlineData("SetRemoteName", "SUSP QUE QUE QUE TERR ERR XFRD INV INV")]
    [InlineData("ReplaceRemotePrefix", "SUSP QUE QUE QUE TERR ERR XFRD INV INV")]
    [Trait("Rule", "METHOD-SetRemoteName")]
    [Trait("Rule", "FILE-20")]
    public void RenamingFiles_InEachState(string method, string row) => Check(method, row);

    [Theory]
    [InlineData("DisplayName", AnyState)]
    [InlineData("Description", AnyState)]
    [InlineData("Priority", AnyState)]
    [InlineData("NotifyFlags", AnyState)]
    [InlineData("NotifyInterface", AnyState)]
    [InlineData("MinimumNotificationInterval", AnyState)]
    [InlineData("CostFlags", AnyState)]
    [InlineData("CustomHeaders", AnyState)]
    [InlineData("SecurityOptions", AnyState)]
    [InlineData("Proxy", AnyState)]
    [InlineData("Credentials", AnyState)]
    [InlineData("PeerCaching", AnyState)]
    [InlineData("ClientCertificate", AnyState)]
    [InlineData("HelperToken", AnyState)]
    [InlineData("NotifyCommand", AnyState)]
    [InlineData("NotificationClsid", AnyState)]
    [Trait("Rule", "METHOD-SetConnectionOptions")]
    [Trait("Rule", "METHOD-Setters")]
    [Trait("Rule", "LIFE-6")]
    public void Setter_InEachState(string method, string row) => Check(method, row);

    [Theory]
    [InlineData("MinimumRetryDelay", AnyState)]
    [InlineData("NoProgressTimeout", AnyState)]
    [InlineData("MaximumDownloadTime", AnyState)]
    [InlineData("MinimumRetryDelay above the timeout", "SUSP QUE CONN XFER ERR ERR XFRD INV INV")]
    [InlineData("NoProgressTimeout 0", "SUSP QUE CONN XFER ERR ERR XFRD INV INV")]
    [InlineData("NoProgressTimeout 10", "SUSP QUE CONN XFER ERR ERR XFRD INV INV")]
    [InlineData("MaximumDownloadTime 0", "SUSP QUE ERR ERR TERR ERR XFRD INV INV")]
    [InlineData("MaximumDownloadTime 20", "SUSP QUE ERR ERR TERR ERR XFRD INV INV")]
    [InlineData("MaximumDownloadTime 21", "SUSP QUE CONN XFER TERR ERR XFRD INV INV")]
    [Trait("Rule", "METHOD-TimerSetters")]
    [Trait("Rule", "OQ-11")]
    [Trait("Rule", "MAXT-3")]
    public void TimerSetter_InEachState(string method, string row) => Check(method, row);

    /// <summary>The first Resume closes them: every state but that of a new job is behind it.</summary>
    [Theory]
    [InlineData("HttpMethod", "SUSP INV INV INV INV INV INV INV INV")]
    [InlineData("DynamicContent", "SUSP LATE LATE LATE LATE LATE LATE INV INV")]
    [InlineData("MaximumDownloadSize", "SUSP LATE LATE LATE LATE LATE LATE INV INV")]
    [Trait("Rule", "METHOD-SetHttpMethod")]
    [Trait("Rule", "OQ-23")]
    public void SetterBeforeResume_InEachState(string method, string row) => Check(method, row);

    [Theory]
    [InlineData("HighPerformance", "FILE FILE FILE FILE FILE FILE FILE INV INV")]
    [Trait("Rule", "METHOD-SetHighPerformance")]
    public void SetterBeforeAddFile_InEachState(string method, string row) => Check(method, row);

    [Theory]
    [InlineData("FileAclOptions", "SUSP QUE CONN XFER TERR ERR INV INV INV")]
    [Trait("Rule", "METHOD-SetFileACLFlags")]
    public void SetterBeforeTheEnd_InEachState(string method, string row) => Check(method, row);

    [Theory]
    [InlineData("ServerCertificateValidation", "SUSP BUSY BUSY BUSY BUSY ERR XFRD INV INV")]
    [Trait("Rule", "METHOD-SetServerCertificateValidation")]
    public void SetterWhileInactive_InEachState(string method, string row) => Check(method, row);

    [Fact]
    [Trait("Rule", "METHOD-Setters")]
    public void Setters_OfTheJob_AreAllInTheTable() =>
        typeof(BackgroundCopyJob).GetProperties().Where(property => property.CanWrite).Select(property => property.Name).Should().BeEquivalentTo(
            "DisplayName", "Description", "Priority", "NotifyFlags", "NotifyInterface", "MinimumNotificationInterval", "CostFlags",
            "MinimumRetryDelay", "NoProgressTimeout", "MaximumDownloadTime", "CustomHeaders", "HttpMethod", "SecurityOptions");

    [Fact]
    [Trait("Rule", "METHOD-Getters")]
    [Trait("Rule", "LIFE-7")]
    public void Getters_InEachState_Answer()
    {
        foreach (BackgroundCopyJobState state in JobStates.TableOrder)
        {
            using Bench bench = new();
            BackgroundCopyJob job = bench.JobIn(state);
            foreach (PropertyInfo property in typeof(BackgroundCopyJob).GetProperties())
            {
                property.Invoking(getter => getter.GetValue(job)).Should().NotThrow("{0} can be read in {1}", property.Name, state);
            }

            job.State.Should().Be(state);
            job.DisplayName.Should().Be("job");
            job.Files.Should().ContainSingle().Which.RemoteName.Should().Be("https://cdn.example/1.bin");
            job.Progress.FilesTotal.Should().Be(1);
            job.Times.CreationTime.Should().Be(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));
            job.CheckSettings().Should().BeEmpty();
        }
    }

    [Fact]
    [Trait("Rule", "METHOD-Error")]
    [Trait("Rule", "OQ-9")]
    public void Error_InEachState_WithoutAFailureBefore()
    {
        ErrorsWhere(failedBefore: false).Should().Equal(null, null, null, null, 503, 404, null, null, null);
    }

    [Fact]
    [Trait("Rule", "METHOD-Error")]
    [Trait("Rule", "OQ-9")]
    public void Error_InEachState_AfterAFailure()
    {
        ErrorsWhere(failedBefore: true).Should().Equal(503, 503, 503, null, 503, 404, null, null, null);
    }

    [Fact]
    [Trait("Rule", "METHOD-TakeOwnership")]
    public void TakeOwnership_InEachState_LeavesTheState()
    {
        BackgroundCopyCaller admin = new(new BackgroundCopyUser("admin", BackgroundCopyUserKind.Administrator), IsElevated: true);
        foreach (BackgroundCopyJobState state in JobStates.TableOrder)
        {
            using Bench bench = new();
            BackgroundCopyJob job = bench.JobIn(state);
            Exception? refusal = Record.Exception(bench.Manager.As(admin).See(job).TakeOwnership);

            bool isFinal = state is BackgroundCopyJobState.Acknowledged or BackgroundCopyJobState.Cancelled;
            (job.State, refusal?.HResult, job.Owner.Name).Should().Be((state, isFinal ? HResults.BG_E_INVALID_STATE : (int?)null, isFinal ? "user" : "admin"));
        }
    }

    private static IEnumerable<int?> ErrorsWhere(bool failedBefore)
    {
        foreach (BackgroundCopyJobState state in JobStates.TableOrder)
        {
            using Bench bench = new();
            BackgroundCopyJob job = bench.JobIn(state, job =>
            {
                if (failedBefore)
                {
                    job.Resume();
                    bench.Pump();
                    bench.Attempt.FailHttp(503);
                    job.Suspend();
                }
            });
            yield return job.Error is { } error ? error.Code & 0xFFFF : null;
        }
    }

    /// <summary>Each cell with a job and a manager of its own, and the call 20 seconds after the job came into the state.</summary>
    private static void Check(string method, string row)
    {
        List<string> cells = [];
        foreach (BackgroundCopyJobState state in JobStates.TableOrder)
        {
            using Bench bench = new();
            BackgroundCopyJob job = bench.JobIn(state);
            bench.GoTo(20);
            BackgroundCopyJobTimes times = job.Times;
            if (Record.Exception(() => Call(job, method)) is not { } refusal)
            {
                cells.Add(Short(job.State));
                continue;
            }

            job.State.Should().Be(state);
            job.Times.Should().Be(times);
            cells.Add(Refusals[refusal.Should().BeOfType<BitsException>().Which.HResult]);
        }

        string.Join(' ', cells).Should().Be(row);
    }

    private static void Call(BackgroundCopyJob job, string method)
    {
        PropertyInfo? setter = typeof(BackgroundCopyJob).GetProperty(method.Split(' ')[0]);
        switch (method)
        {
            case "Resume":
                job.Resume();
                break;
            case "Suspend":
                job.Suspend();
                break;
            case "Cancel":
                job.Cancel();
                break;
            case "Complete":
                job.Complete();
                break;
            case "AddFile":
                job.AddFile("https://cdn.example/2.bin", Bench.LocalName(2));
                break;
            case "HttpMethod":
                job.HttpMethod = "POST";
                break;
            case "CustomHeaders":
                job.CustomHeaders = "A: 1";
                break;
            case "SecurityOptions":
                job.SecurityOptions = BackgroundCopySecurityOptions.RedirectReport;
                break;
            case "Proxy":
                job.Proxy.Set(BackgroundCopyProxyUsage.NoProxy);
                break;
            case "Credentials":
                job.Credentials.Add(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Server, "u", "p");
                break;
            case "PeerCaching":
                job.FileSharing.PeerCaching = BackgroundCopyPeerCachingOptions.Client;
                break;
            case "ClientCertificate":
                job.ClientCertificate.SetByName(BackgroundCopyCertificateStoreLocation.CurrentUser, "MY", "x");
                break;
            case "ServerCertificateValidation":
                job.Http.SetServerCertificateValidationInterface(null);
                break;
            case "HelperToken":
                job.HelperToken.Set(new BackgroundCopyUser("helper"));
                break;
            case "FileAclOptions":
                job.FileSharing.FileAclOptions = BackgroundCopyFileAclOptions.Dacl;
                break;
            case "DynamicContent":
                job.Properties.DynamicContent = true;
                break;
            case "HighPerformance":
                job.Properties.HighPerformance = true;
                break;
            case "MaximumDownloadSize":
                job.Properties.MaximumDownloadSize = 1;
                break;
            case "AddFileSet":
                job.AddFileSet([new BackgroundCopyFileInfo("https://cdn.example/2.bin", Bench.LocalName(2))]);
                break;
            case "AddFileWithRanges":
                job.AddFileWithRanges("https://cdn.example/2.bin", Bench.LocalName(2), [new BackgroundCopyFileRange(0, 1)]);
                break;
            case "SetRemoteName":
                job.Files[0].SetRemoteName("https://mirror.example/1.bin");
                break;
            case "ReplaceRemotePrefix":
                job.ReplaceRemotePrefix("https://cdn.example/", "https://mirror.example/");
                break;
            case "NotifyCommand":
                job.NotifyCommand.Set(@"C:\done.exe");
                break;
            case "NotificationClsid":
                job.Properties.NotificationClsid = Guid.Empty;
                break;
            case "MinimumRetryDelay above the timeout":
                job.MinimumRetryDelay = TimeSpan.FromDays(15);
                break;
            case "NoProgressTimeout 0" or "NoProgressTimeout 10":
                job.NoProgressTimeout = SecondsIn(method);
                break;
            case "MaximumDownloadTime 0" or "MaximumDownloadTime 20" or "MaximumDownloadTime 21":
                job.MaximumDownloadTime = SecondsIn(method);
                break;
            default:
                Set(job, setter!);
                break;
        }
    }

    private static TimeSpan SecondsIn(string method) => TimeSpan.FromSeconds(int.Parse(method.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));

    private static void Set(BackgroundCopyJob job, PropertyInfo setter)
    {
        object value = setter.PropertyType switch
        {
            Type type when type == typeof(string) => "another",
            Type type when type == typeof(TimeSpan) => TimeSpan.FromSeconds(700),
            Type type when type == typeof(BackgroundCopyJobPriority) => BackgroundCopyJobPriority.Low,
            Type type when type == typeof(BackgroundCopyNotifications) => BackgroundCopyNotifications.JobModification,
            Type type when type == typeof(BackgroundCopyCostStates) => BackgroundCopyCostStates.TransferStandard,
            _ => new RecordingCallback(),
        };
        BindingFlags flags = BindingFlags.DoNotWrapExceptions;
        setter.SetMethod!.Invoke(job, flags, null, [value], null);
        setter.GetValue(job).Should().Be(value);
    }

    private static string Short(BackgroundCopyJobState state) => state switch
    {
        BackgroundCopyJobState.Suspended => "SUSP",
        BackgroundCopyJobState.Queued => "QUE",
        BackgroundCopyJobState.Connecting => "CONN",
        BackgroundCopyJobState.Transferring => "XFER",
        BackgroundCopyJobState.TransientError => "TERR",
        BackgroundCopyJobState.Error => "ERR",
        BackgroundCopyJobState.Transferred => "XFRD",
        BackgroundCopyJobState.Acknowledged => "ACK",
        _ => "CAN",
    };
}
