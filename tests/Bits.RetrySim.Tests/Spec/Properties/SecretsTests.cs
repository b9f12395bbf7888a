using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>What a client says in confidence stays there, wherever it was said and whatever comes of it.</summary>
[Collection(ListenerCollection.Name)]
public sealed class SecretsTests
{
    private const string Secret = "s3cr3t";
    private const string Url = "https://a.example/f?sig=s3cr3t";
    private const string UploadUrl = "https://a.example/in?sig=s3cr3t";
    private const BackgroundCopyAuthScheme Basic = BackgroundCopyAuthScheme.Basic;

    /// <summary>Calls that are refused although, or because, they are handed a secret.</summary>
    private static readonly Dictionary<string, Action<BackgroundCopyJob, SimulatedNetwork>> Refused = new()
    {
        ["header that is none"] = (job, _) => job.CustomHeaders = Secret,
        ["header with a control character"] = (job, _) => job.CustomHeaders = $"Authorization: {Secret}\u0007",
        ["headers too long"] = (job, _) => job.CustomHeaders = $"Authorization: {Secret}{new string('x', 20_000)}",
        ["password too long"] = (job, _) => job.Credentials.Add(Basic, BackgroundCopyAuthTarget.Server, Secret, Secret + new string('x', 70_000)),
        ["name too long"] = (job, _) => job.Credentials.Add(Basic, BackgroundCopyAuthTarget.Server, Secret + new string('x', 400), Secret),
        ["password without a name"] = (job, _) => job.Credentials.Add(Basic, BackgroundCopyAuthTarget.Server, null, Secret),
        ["credentials for nobody"] = (job, _) => job.Credentials.Add(Basic, 0, Secret, Secret),
        ["proxy that is not asked for"] = (job, _) => job.Proxy.Set(BackgroundCopyProxyUsage.NoProxy, $"http://u:{Secret}@p"),
        ["proxy list too long"] = (job, _) => job.Proxy.Set(BackgroundCopyProxyUsage.Override, $"http://u:{Secret}@p{new string('x', 4_000)}"),
        ["name of a proxy"] = (_, network) => network.Proxies.Add($"u:{Secret}@p"),
        ["redirect to nowhere"] = (_, network) => network.Host("a.example").Resource("/x", 1).RedirectsTo($"ftp://u:{Secret}@h/x?{Secret}", 302),
        ["server that asks for half"] = (_, network) => network.Host("a.example").RequiresCredentials(Basic, null, Secret),
    };

    public static TheoryData<string> RefusedCalls => [.. Refused.Keys];

    [Theory]
    [Trait("Rule", "PROP-22")]
    [Trait("Rule", "HTTP-7")]
    [MemberData(nameof(RefusedCalls))]
    public void Refusal_OfASecret_DoesNotShowIt(string call)
    {
        using BitsSimulation bits = new();
        BackgroundCopyJob job = bits.Manager.CreateJob("job");

        FluentActions.Invoking(() => Refused[call](job, bits.Network)).Should().Throw<Exception>().Which.ToString().Should().NotContain(Secret);
    }

    [Theory]
    [Trait("Rule", "PROP-22")]
    [Trait("Rule", "HTTP-7")]
    [Trait("Rule", "PROP-25")]
    [InlineData("whole")]
    [InlineData("refused by the server")]
    [InlineData("refused by the proxy")]
    [InlineData("redirect refused")]
    [InlineData("redirect followed")]
    [InlineData("dropped")]
    [InlineData("upload with a reply")]
    [InlineData("upload that is refused")]
    [InlineData("upload to nowhere")]
    public void Secret_InEveryField_IsNowhereElse(string course)
    {
        using FakeLoggerProvider provider = new();
        using LoggerFactory logs = new([provider], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        List<string> heard = [];
        using ActivityListener activities = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => heard.Add(
                $"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events.Select(e => $"{e.Name} {string.Join(' ', e.Tags)}"))}"),
        };
        ActivitySource.AddActivityListener(activities);
        using MeterListener meters = new() { InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        meters.SetMeasurementEventCallback<long>((_, _, tags, _) => heard.Add(string.Join(' ', tags.ToArray())));
        meters.Start();
        using BitsSimulation bits = new(options => options.LoggerFactory = logs);
        bits.Network.RequestsKept = 100;
        Script(course, bits.Network);
        BackgroundCopyJob job = Fill(bits.Manager.CreateJob("job", course.StartsWith("upload", StringComparison.Ordinal) ? BackgroundCopyJobType.UploadReply : BackgroundCopyJobType.Download));
        job.NotifyInterface = new RecordingCallback();
        job.Resume();
        bits.Clock.Advance(TimeSpan.FromMinutes(15));

        bits.Network.Host("a.example").Requests.Should().OnlyContain(request => request.RequestHeaders["Authorization"] == $"Bearer {Secret}", "the server sees what is sent");
        JobTimeline timeline = bits.Timeline();
        string[] texts =
        [
            Written(bits.EventLog.WriteTo), Written(bits.WriteTo), timeline.ToString(), timeline.ToSvg(), Written(timeline.WriteJsonLines), Written(writer => timeline.WriteMermaidStates(writer)), Written(writer => timeline.WriteMermaidGantt(writer)), Written(writer => timeline.WriteText(writer)), job.RetryStatus.ToString(), job.ToString(),
            $"{job.Error} {job.Error?.Description} {job.Error?.File} {job.Reply}", job.Http.ToString()!, job.Proxy.ToString()!, job.Credentials.ToString()!, job.Properties.ToString()!,
            .. provider.Collector.GetSnapshot().Select(record => $"{record.Message} {record.Exception} {string.Join(' ', record.StructuredState ?? [])}"),
            .. bits.Network.Host("a.example").Requests.Select(request => request.ToString()),
            .. BadInputPrinter.PrintAll(bits, job, bits.Network, bits.Network.Host("a.example"), bits.Network.Host("b.example"), bits.Network.Proxies),
            .. heard,
        ];

        provider.Collector.Count.Should().BePositive();
        heard.Should().NotBeEmpty();
        texts.Where(shown => shown.Contains(Secret, StringComparison.Ordinal)).Should().BeEmpty();
    }

    private static string Written(Action<TextWriter> write)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture);
        write(writer);
        return writer.ToString();
    }

    private static BackgroundCopyJob Fill(BackgroundCopyJob job)
    {
        job.AddFile(job.Type == BackgroundCopyJobType.Download ? Url : UploadUrl, @"C:\f");
        job.CustomHeaders = $"Authorization: Bearer {Secret}";
        job.Proxy.Set(BackgroundCopyProxyUsage.Override, "p");
        job.SecurityOptions = BackgroundCopySecurityOptions.RedirectReport;
        foreach (BackgroundCopyAuthTarget target in Enum.GetValues<BackgroundCopyAuthTarget>())
        {
            foreach (BackgroundCopyAuthScheme scheme in Enum.GetValues<BackgroundCopyAuthScheme>())
            {
                job.Credentials.Add(scheme, target, $"user {Secret}", $"password {Secret}");
            }
        }

        job.Credentials.Remove(BackgroundCopyAuthScheme.Passport, BackgroundCopyAuthTarget.Proxy);
        return job;
    }

    private static void Script(string course, SimulatedNetwork network)
    {
        network.BitsPerSecond = 8_000;
        network.Proxies.Add("p").RequiresCredentials(Basic, course == "refused by the proxy" ? "other" : $"user {Secret}", $"password {Secret}");
        SimulatedResource file = network.Host("a.example").RequiresCredentials(Basic, $"user {Secret}", course == "refused by the server" ? "other" : $"password {Secret}")
            .Resource("/f", 1_000);
        network.Host("b.example").Resource("/g", 1_000);
        network.Host("a.example").Resource("/r", 10);
        network.LocalSource(@"C:\f", 1_000);
        switch (course)
        {
            case "redirect refused":
                file.RedirectsTo($"http://b.example/g?sig={Secret}", 302);
                break;
            case "redirect followed":
                file.RedirectsTo($"https://b.example/g?sig={Secret}", 302);
                break;
            case "dropped":
                file.DropsAt(500);
                break;
            case "upload with a reply":
                network.Host("a.example").UploadTarget("/in").Application.RepliesFrom($"https://a.example/r?sig={Secret}");
                break;
            case "upload that is refused":
                network.Host("a.example").UploadTarget("/in").Application.Fails(503);
                break;
            default:
                break;
        }
    }
}
