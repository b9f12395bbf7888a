using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Passwords in URLs: they are the client's, and nobody else gets to read them.</summary>
public sealed class BadInputCredentialTests
{
    private const string Secret = "hunter2";
    private const string User = "alice";
    private const string Url = "https://alice:hunter2@server.example/a";
    private const string Path = @"C:\a";

    /// <summary>Calls that are refused although, or because, they are handed a URL with a password.</summary>
    private static readonly Dictionary<string, Action<BadInputWorld>> Refused = new(StringComparer.Ordinal)
    {
        ["remote name without host"] = world => world.Job.AddFile("http://alice:hunter2@/a", Path),
        ["remote name of another scheme"] = world => world.Job.AddFile("ftp://alice:hunter2@server.example/a", Path),
        ["remote name without scheme"] = world => world.Job.AddFile("alice:hunter2@server.example/a", Path),
        ["remote name with backslashes"] = world => world.Job.AddFile(@"http:\\alice:hunter2@server.example\a", Path),
        ["remote name with wildcard"] = world => world.Job.AddFile(Url + "*", Path),
        ["remote name with at sign in the password"] = world => world.Job.AddFile("http://alice:hun@hunter2@server.example/*", Path),
        ["remote name with slash in the password"] = world => world.Job.AddFile("http://alice:hunter2/hunter2@server.example/*", Path),
        ["remote name too long"] = world => world.Job.AddFile(Url + new string('a', 2200), Path),
        ["remote name with control character"] = world => world.Job.AddFile("http://alice:hunter2\n@server.example/a", Path),
        ["remote name that is a password only"] = world => world.Job.AddFile("//alice:hunter2@server.example/a", Path),
        ["file URL"] = world => world.Job.AddFile("file://alice:hunter2@server/share/*", Path),
        ["names the wrong way round"] = world => world.Job.AddFile(Path, Url),
        ["local name"] = world => world.Job.AddFile("http://server.example/a", Url),
        ["set of files"] = world => world.Job.AddFileSet([new(Url, Path), new(Url + "*", Path)]),
        ["too many files"] = world => world.Job.AddFileSet([new(Url, Path), new(Url, Path)]),
        ["job that has ended"] = world => world.In(Cancelled).AddFile(Url, Path),
        ["name of a host"] = world => world.Network.Host("alice:hunter2@server.example"),
        ["URL of a host"] = world => world.Network.Host(Url),
        ["URL of a resource"] = world => world.Host.Resource(Url, 1),
        ["URL of a resource to find"] = world => world.Host.Resource(Url),
        ["volume"] = world => world.Environment.LockVolume(Url),
        ["scripted file"] = world => world.Bench.Files.DenyWrite(Url),
        ["name of a job"] = world => world.Manager.CreateJob(Url + new string('a', 256)),
        ["display name"] = world => world.Job.DisplayName = Url + new string('a', 256),
        ["description"] = world => world.Job.Description = Url + new string('a', 1024),
        ["script, remote name"] = _ => SimulationScript.Parse(Script("http://alice:hunter2@server.example/*", @"C:\\a")),
        ["script, local name"] = _ => SimulationScript.Parse(Script("http://server.example/a", Url)),
        ["script, host"] = _ => SimulationScript.Parse("""{ "network": { "hosts": { "alice:hunter2@server.example": {} } } }"""),
        ["script, URL of a host"] = _ => SimulationScript.Parse("""{ "network": { "hosts": { "https://alice:hunter2@server.example": {} } } }"""),
        ["script, resource"] = _ => SimulationScript.Parse(
            """{ "network": { "hosts": { "h": { "resources": { "https://alice:hunter2@h/a": { "size": 1 } } } } } }"""),
        ["script, inside a resource"] = _ => SimulationScript.Parse(
            """{ "network": { "hosts": { "https://alice:hunter2@h": { "latency": -1 } } } }"""),
        ["script, field"] = _ => SimulationScript.Parse("""{ "https://alice:hunter2@server.example": 1 }"""),
        ["script, wrong value"] = _ => SimulationScript.Parse("""{ "jobs": "https://alice:hunter2@server.example" }"""),
        ["script, same field twice"] = _ => SimulationScript.Parse("""{ "https://alice:hunter2@h": 1, "https://alice:hunter2@h": 1 }"""),
    };

    public static TheoryData<string> RefusedCalls => [.. Refused.Keys];

    [Theory]
    [Trait("Rule", "FILE-6")]
    [MemberData(nameof(RefusedCalls))]
    public void Exception_UrlWithPassword_DoesNotShowIt(string call)
    {
        using BadInputWorld world = new();

        Exception? exception = Record.Exception(() => Refused[call](world));

        exception.Should().NotBeNull();
        ShouldBeClean([exception!.ToString(), exception is SimulationScriptException script ? $"{script.Field} {script.Expected}" : ""]);
    }

    [Theory]
    [Trait("Rule", "ERR-7")]
    [InlineData("unknown host")]
    [InlineData("unknown path")]
    [InlineData("error")]
    [InlineData("dropped")]
    [InlineData("whole")]
    [InlineData("blocked")]
    public void LogsAndPrints_JobsWithPasswords_DoNotShowThem(string course)
    {
        using FakeLoggerProvider provider = new();
        using LoggerFactory logs = new([provider], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        using BitsSimulation simulation = new(options => options.LoggerFactory = logs);
        RecordingCallback callback = new();
        callback.FailNext(3, HResults.E_FAIL);
        BackgroundCopyJob job = simulation.Manager.CreateJob($"get {Url}");
        job.DisplayName = Url;
        job.Description = $"{Url} again";
        job.AddFile(Url, Path);
        job.AddFileSet([new(Url + "?signature=1", @"C:\b")]);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(60);
        job.NoProgressTimeout = TimeSpan.FromSeconds(5);
        job.NotifyFlags = (BackgroundCopyNotifications)0x1B;
        job.NotifyInterface = callback;
        Take(course, simulation);
        job.Resume();

        simulation.Clock.Advance(TimeSpan.FromSeconds(100));

        using StringWriter log = new();
        simulation.EventLog.WriteTo(log);
        log.ToString().Should().Contain("SetDisplayName https://...@server.example/a");
        provider.Collector.Count.Should().BePositive();
        ShouldBeClean(
        [
            log.ToString(),
            .. provider.Collector.GetSnapshot().Select(record => $"{record.Message} {record.Exception} {string.Join(' ', record.StructuredState ?? [])}"),
            .. BadInputPrinter.PrintAll(simulation, job, callback, simulation.Network.Host("server.example")),
            job.RetryStatus.ToString(),
            $"{job.Error} {job.Error?.Description} {job.Error?.ContextDescription}",
        ]);
        job.Files[0].RemoteName.Should().Be(Url, "it is the client's own");
    }

    [Fact]
    [Trait("Rule", "FILE-4")]
    public void Prints_AttemptsAndFilesWithPasswords_DoNotShowThem()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.Manager.CreateJob("job");
        job.AddFile(Url, Path);
        ManualAttempt attempt = bench.Start(job);
        Exception? early = Record.Exception(() => attempt.Receive(1));
        attempt.Accept(100);
        Exception? twice = Record.Exception(() => attempt.Accept(100));
        Exception? outside = Record.Exception(() => attempt.Receive(101));
        attempt.FailHttp(503);
        Exception? late = Record.Exception(() => attempt.Complete());

        attempt.ToString().Should().Contain("server.example");
        BadInputPrinter.Display(attempt).Should().NotBeEmpty();
        ShouldBeClean(
        [
            $"{early} {twice} {outside} {late}",
            new BackgroundCopyFileInfo(Url, Path).ToString(),
            default(BackgroundCopyFileInfo).ToString(),
            .. BadInputPrinter.PrintAll(bench.Manager, bench.Transport, job),
        ]);
        new[] { early, twice, outside, late }.Should().NotContainNulls();
    }

    [Fact]
    public void ToString_FileInfo_TellsBothNames() =>
        new BackgroundCopyFileInfo(Url, Path).ToString()
            .Should().Be(@"BackgroundCopyFileInfo { RemoteName = https://...@server.example/a, LocalName = C:\a }");

    private static void Take(string course, BitsSimulation simulation)
    {
        simulation.Network.BitsPerSecond = 8_000;
        switch (course)
        {
            case "unknown host":
                break;
            case "unknown path":
                simulation.Network.Host("server.example");
                break;
            case "error":
                simulation.Network.Host("server.example").Resource("/a", 1000).Fails(SimulatedFault.HttpStatus(503));
                break;
            case "dropped":
                simulation.Network.Host("server.example").Resource("/a", 1000).DropsAt(500);
                break;
            case "blocked":
                simulation.Network.Host("server.example").Resource("/a", 1_000_000);
                simulation.At(TimeSpan.FromSeconds(1), () => simulation.Environment.NetworkAvailable = false);
                break;
            default:
                simulation.Network.Host("server.example").Resource("/a", 1000);
                break;
        }
    }

    private static string Script(string remote, string local) =>
        $$"""{ "jobs": [ { "name": "job", "files": [ { "remote": "{{remote}}", "local": "{{local}}" } ] } ] }""";

    private static void ShouldBeClean(IEnumerable<string> texts) =>
        texts.Where(text => text.Contains(Secret, StringComparison.Ordinal) || text.Contains(User, StringComparison.Ordinal)).Should().BeEmpty();
}
