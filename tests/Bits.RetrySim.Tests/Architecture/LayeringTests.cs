namespace Bits.RetrySim.Tests;

/// <summary>Who may know whom: the rooms of the library lie one above the other.</summary>
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

    /// <summary>From the roof to the cellar: a file may know its own room and every room below it. The face is the root of the library.</summary>
    private static readonly string[] Rooms =
        ["Simulation", "Timeline", Face, "Service", "Journal", "Transfers", "Storage", "Engine", "Time", "Policy", "Checks", "Errors", "Model"];

    private const string Face = "";

    /// <summary>No room of the house: what stands in for the runtime where it is .NET Framework.</summary>
    private const string Polyfills = "Polyfills";

    /// <summary>Who calls the client has to know him.</summary>
    private static readonly (string Room, string Type)[] Upward = [("Service", "BackgroundCopyJob"), ("Service", "IBackgroundCopyCallback"), ("Service", "IBackgroundCopyCallback3"), ("Service", "IReleasableCallback")];

    public static TheoryData<string> RoomNames => [.. Rooms];

    [Fact]
    public void Engine_Source_DecidesFromItsArgumentsOnly()
    {
        SourceFile[] engine = [.. SourceTree.Library.Where(file => file.Room == "Engine")];

        engine.Should().NotBeEmpty();
        engine.SelectMany(file => Forbidden(file, [.. Impure, .. ClockMembers])).Should().BeEmpty("the engine is pure: it is handed instants and answers with effects");
    }

    [Theory]
    [MemberData(nameof(RoomNames))]
    public void Room_Source_KnowsNoTypeOfARoomAboveIt(string room)
    {
        string[] above = [.. Rooms.TakeWhile(other => other != room).SelectMany(Types).Except(Upward.Where(arrow => arrow.Room == room).Select(arrow => arrow.Type))];

        SourceTree.Library.Where(file => file.Room == room).SelectMany(file => Forbidden(file, above)).Should().BeEmpty("a room knows itself and those below");
    }

    [Fact]
    public void Rooms_AreAllTheFoldersOfTheLibrary() =>
        SourceTree.Library.Select(file => file.Room).Distinct().Should().BeEquivalentTo([.. Rooms, Polyfills]);

    /// <summary>A question that is asked in two places is answered in two ways some day.</summary>
    [Theory]
    [InlineData("JobMachine.Step", "JobSteps.cs")]
    [InlineData(".IsLive", "TransferCommands.cs")]
    [InlineData("SteppedTime", "SteppedDriver.cs")]
    public void Service_Question_IsAskedInOneFile(string code, string file) =>
        SourceTree.Library.Where(source => source.Room == "Service" && source.Code.Contains(code, StringComparison.Ordinal))
            .Select(source => Path.GetFileName(source.Path)).Should().Equal(file);

    [Fact]
    public void Service_Source_KnowsNoSimulatedClock() =>
        SourceTree.Library.Where(source => source.Room == "Service" && source.Mentions("SimulatedClock")).Should().BeEmpty();

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

    private static string[] Types(string room) => [.. SourceTree.Library.Where(file => file.Room == room).SelectMany(file => file.Declared).Select(type => type.Name).Distinct()];
}
