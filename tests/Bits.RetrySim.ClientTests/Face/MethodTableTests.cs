using System.Runtime.InteropServices;
using Bits.RetrySim;
using Bits.RetrySim.Interop;
using Bits.RetrySim.Tests;

namespace BitsClients;

/// <summary>The table of states and methods, held through COM: every method of the job's interfaces, in all nine states.</summary>
public sealed class MethodTableTests
{
    private static readonly string[] NotOfDownloads = ["GetReplyProgress", "GetReplyData", "GetReplyFileName"];

    /// <summary>What a getter answers of the bench's download, if not S_OK: there is no reply, no certificate, and there are no headers.</summary>
    private static readonly Dictionary<string, int> OtherThanOk = new()
    {
        ["GetReplyProgress"] = HResults.E_NOTIMPL,
        ["GetReplyData"] = HResults.E_NOTIMPL,
        ["GetReplyFileName"] = HResults.E_NOTIMPL,
        ["GetClientCertificate"] = HResults.RPC_X_BAD_STUB_DATA,
        ["GetCustomHeaders"] = 1,
    };

    public static TheoryData<string> Calls => [.. Rows().SelectMany(static row => CallsOf(row), static (row, method) => $"{row.Method}: {method.Name}").Distinct()];

    [Theory]
    [Trait("Rule", "COM-8")]
    [Trait("Rule", "STATE-40")]
    [MemberData(nameof(Calls))]
    public void Method_InEachState_GivesTheHResultOfTheTable(string call)
    {
        string[] words = call.Split(": ");
        MethodRow row = Rows().First(row => row.Method == words[0]);

        CallsOf(row).Single(method => method.Name == words[1]).Of(row).Run().Should().Be(row.Outcomes);
    }

    [Fact]
    public void Rows_OfTheTable_AreAllCalledThroughCom() => Rows().Where(static row => CallsOf(row).Length == 0).Select(static row => row.Method).Should().BeEmpty();

    [Fact]
    public void Methods_OfTheJobsInterfaces_AreAllCalled()
    {
        IEnumerable<string> methods = new[] { typeof(IBackgroundCopyJob5), typeof(IBackgroundCopyJobHttpOptions3), typeof(IBitsTokenOptions) }
            .SelectMany(static type => type.GetInterfaces().Append(type)).SelectMany(static type => type.GetMethods()).Select(static method => method.Name).Distinct();

        ComMethods.All.Select(static method => method.Name).Concat(Getters.Keys).Distinct().Should().BeEquivalentTo(methods);
    }

    public static TheoryData<string> GetterNames => [.. Getters.Keys];

    /// <summary>What a job says of itself it says in every state, those of its end included.</summary>
    [Theory]
    [Trait("Rule", "METHOD-Getters")]
    [Trait("Rule", "LIFE-7")]
    [MemberData(nameof(GetterNames))]
    public void Getter_InEachState_Answers(string name)
    {
        int expected = OtherThanOk.GetValueOrDefault(name);
        foreach (BackgroundCopyJobState state in JobStates.TableOrder)
        {
            using Bench bench = new();
            BackgroundCopyJob job = bench.JobIn(state);

            HResultOf(() => Getters[name](ComMethod.ComOf(job))).Should().Be(expected, "{0} is asked in {1}", name, state);

            job.State.Should().Be(state);
        }
    }

    /// <summary>Those of a reply concern uploads with one.</summary>
    [Fact]
    [Trait("Rule", "METHOD-GetReplyData")]
    public void Getters_OfAReply_AnswerWhileThereIsOne()
    {
        foreach (BackgroundCopyJobState state in JobStates.TableOrder)
        {
            using Bench bench = new();
            IBackgroundCopyJob5 job = ComMethod.ComOf(bench.JobIn(state, type: BackgroundCopyJobType.UploadReply));

            NotOfDownloads.Where(static name => name != "GetReplyData").Select(name => HResultOf(() => Getters[name](job))).Should().OnlyContain(static hresult => hresult == 0, "{0}", state);
        }
    }

    private static Dictionary<string, Func<IBackgroundCopyJob5, int>> Getters { get; } = new()
    {
        ["GetId"] = static job => Ok(() => job.GetId(out _)),
        ["GetType"] = static job => Ok(() => job.GetType(out BG_JOB_TYPE _)),
        ["GetProgress"] = static job => Ok(() => job.GetProgress(out _)),
        ["GetTimes"] = static job => Ok(() => job.GetTimes(out _)),
        ["GetOwner"] = static job => Ok(() => job.GetOwner(out _)),
        ["GetDisplayName"] = static job => Ok(() => job.GetDisplayName(out _)),
        ["GetDescription"] = static job => Ok(() => job.GetDescription(out _)),
        ["GetPriority"] = static job => Ok(() => job.GetPriority(out _)),
        ["GetNotifyFlags"] = static job => Ok(() => job.GetNotifyFlags(out _)),
        ["GetNotifyInterface"] = static job => Ok(() => job.GetNotifyInterface(out _)),
        ["GetMinimumRetryDelay"] = static job => Ok(() => job.GetMinimumRetryDelay(out _)),
        ["GetNoProgressTimeout"] = static job => Ok(() => job.GetNoProgressTimeout(out _)),
        ["GetErrorCount"] = static job => Ok(() => job.GetErrorCount(out _)),
        ["GetProxySettings"] = static job => Ok(() => job.GetProxySettings(out _, out _, out _)),
        ["GetNotifyCmdLine"] = static job => Ok(() => job.GetNotifyCmdLine(out _, out _)),
        ["GetReplyProgress"] = static job => Ok(() => job.GetReplyProgress(out _)),
        ["GetReplyData"] = static job => Ok(() => ReadReply(job)),
        ["GetReplyFileName"] = static job => Ok(() => job.GetReplyFileName(out _)),
        ["GetFileACLFlags"] = static job => Ok(() => job.GetFileACLFlags(out _)),
        ["GetPeerCachingFlags"] = static job => Ok(() => job.GetPeerCachingFlags(out _)),
        ["GetOwnerIntegrityLevel"] = static job => Ok(() => job.GetOwnerIntegrityLevel(out _)),
        ["GetOwnerElevationState"] = static job => Ok(() => job.GetOwnerElevationState(out _)),
        ["GetMaximumDownloadTime"] = static job => Ok(() => job.GetMaximumDownloadTime(out _)),
        ["GetProperty"] = static job => Ok(() => Enum.GetValues<BITS_JOB_PROPERTY_ID>().ToList().ForEach(id => job.GetProperty(id, out _))),
        ["GetClientCertificate"] = static job => Ok(() => ((IBackgroundCopyJobHttpOptions)job).GetClientCertificate(out _, out _, out _, out _)),
        ["GetCustomHeaders"] = static job => ((IBackgroundCopyJobHttpOptions)job).GetCustomHeaders(out _),
        ["GetSecurityFlags"] = static job => Ok(() => ((IBackgroundCopyJobHttpOptions)job).GetSecurityFlags(out _)),
        ["GetHttpMethod"] = static job => Ok(() => ((IBackgroundCopyJobHttpOptions2)job).GetHttpMethod(out _)),
        ["GetHelperTokenFlags"] = static job => Ok(() => ((IBitsTokenOptions)job).GetHelperTokenFlags(out _)),
        ["GetHelperTokenSid"] = static job => Ok(() => ((IBitsTokenOptions)job).GetHelperTokenSid(out _)),
    };

    private static IEnumerable<MethodRow> Rows() => MethodTable.Rows.Concat(MethodTable.OfUploads);

    private static ComMethod[] CallsOf(MethodRow row)
    {
        string label = row.Method;
        foreach (string suffix in new[] { ", Upload", ", UploadReply" })
        {
            label = label.EndsWith(suffix, StringComparison.Ordinal) ? label[..^suffix.Length] : label;
        }

        return [.. ComMethods.All.Where(method => method.Label == label)];
    }

    private static int Ok(Action call)
    {
        call();
        return 0;
    }

    private static void ReadReply(IBackgroundCopyJob5 job)
    {
        ulong length = 0;
        job.GetReplyData(out nint data, ref length);
        Marshal.FreeCoTaskMem(data);
    }

    private static int HResultOf(Func<int> call)
    {
        int hresult = 0;
        return Record.Exception(() => hresult = call())?.HResult ?? hresult;
    }
}
