namespace Bits.RetrySim.Tests;

/// <summary>Who may know whom: face and service above, then the engine, then time; transports and notifications are ports beside it.</summary>
public sealed class LayeringTests
{
    /// <summary>What would make a decision depend on more than its arguments: locks, threads, clocks, the machine and the client's code.</summary>
    private static readonly string[] Impure =
    [
        "lock", "Lock", "Monitor", "Mutex", "Semaphore", "SemaphoreSlim", "Interlocked", "Volatile", "volatile",
        "Thread", "ThreadPool", "Task", "ValueTask", "async", "await", "Parallel",
        "TimeProvider", "SimulatedClock", "EngineClock", "Timer", "ITimer", "PeriodicTimer", "Stopwatch",
        "File", "Directory", "FileStream", "Stream", "TextWriter", "Console", "HttpClient", "HttpRequestMessage", "Socket", "Environment",
        "ILogger", "ILoggerFactory",
        "BackgroundCopyManager", "BackgroundCopyJob", "IBackgroundCopyCallback", "BitsEnvironment", "Transport",
    ];

    private static readonly string[] ClockMembers =
        ["DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "Guid.NewGuid", "Random.Shared"];

    private static readonly string[] SeenFromTime = ["DueQueue", "DueEntry", "DuePhase"];

    [Fact]
    public void Engine_Source_DecidesFromItsArgumentsOnly()
    {
        SourceFile[] engine = [.. SourceTree.Library.Where(file => file.IsIn("Engine"))];

        engine.Should().NotBeEmpty();
        engine.SelectMany(file => Forbidden(file, [.. Impure, .. ClockMembers])).Should().BeEmpty("the engine is pure: it is handed instants and answers with effects");
    }

    [Theory]
    [InlineData("Engine", "Service")]
    [InlineData("Engine", "Notifications")]
    [InlineData("Engine", "Transfers/Simulation")]
    [InlineData("Engine", "Interop")]
    [InlineData("Time", "Service")]
    [InlineData("Time", "Transfers")]
    [InlineData("Time", "Notifications")]
    [InlineData("Transfers", "Service")]
    [InlineData("Transfers", "Notifications")]
    public void Room_Source_KnowsNoneOfTheTypesOfARoomAboveIt(string room, string above)
    {
        string[] types = Types(above);

        SourceTree.Library.Where(file => file.IsIn(room)).SelectMany(file => Forbidden(file, types)).Should().BeEmpty("{0} is below {1}, or beside it", room, above);
    }

    [Fact]
    public void Time_Source_KnowsOfTheEngineTheDueQueueOnly()
    {
        string[] types = [.. Types("Engine").Except(SeenFromTime)];

        types.Should().NotBeEmpty();
        SourceTree.Library.Where(file => file.IsIn("Time")).SelectMany(file => Forbidden(file, types)).Should().BeEmpty("time is below the engine");
    }

    [Theory]
    [InlineData("lock (x) { }", "lock")]
    [InlineData("var t = DateTime.UtcNow;", "DateTime.UtcNow")]
    [InlineData("BackgroundCopyJob job;", "BackgroundCopyJob")]
    [InlineData("List<Task> tasks;", "Task")]
    public void Forbidden_NameInCode_IsFound(string code, string name) =>
        Forbidden(new SourceFile("x.cs", code), [.. Impure, .. ClockMembers]).Should().ContainSingle().Which.Should().EndWith(name);

    [Theory]
    [InlineData("// lock (x)")]
    [InlineData("/* Task */ int x;")]
    [InlineData("/// <see cref=\"TimeProvider\"/>")]
    [InlineData("var s = \"a Task \\\" and a Thread\"; var c = '\"'; var d = '\\'';")]
    [InlineData("var s = $@\"Task \"\"Thread\"\"\";")]
    [InlineData("var s = \"\"\"Task \"Thread\" \"\"\";")]
    [InlineData("BackgroundCopyJobState state = kind.File; Tasks tasks;")]
    public void Forbidden_NameInCommentTextOrLongerName_IsNotFound(string code) =>
        Forbidden(new SourceFile("x.cs", code), Impure).Should().BeEmpty();

    private static IEnumerable<string> Forbidden(SourceFile file, IEnumerable<string> names) => names.Where(file.Mentions).Select(name => $"{file} mentions {name}");

    private static string[] Types(string room) => [.. SourceTree.Library.Where(file => file.IsIn(room)).SelectMany(file => file.Declared).Select(type => type.Name).Distinct()];
}
