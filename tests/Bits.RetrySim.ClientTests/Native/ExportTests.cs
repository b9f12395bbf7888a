using System.Reflection;
using System.Runtime.InteropServices;
using Bits.RetrySim;
using Bits.RetrySim.Native;
using static BitsClients.NativeCalls;

namespace BitsClients;

/// <summary>The exports of the native library, called as C calls them: whatever they are given, they answer, and say why.</summary>
public sealed unsafe class ExportTests
{
    private const int Invalid = HResults.E_INVALIDARG;
    private const int InvalidHandle = unchecked((int)0x80070006);
    private const int BufferTooSmall = unchecked((int)0x8007007A);
    private const int NotReached = unchecked((int)0x800705B4);
    private const int NotNow = unchecked((int)0x8000000E);

    /// <summary>Every export that takes a simulation, with arguments that are good.</summary>
    private static readonly Dictionary<string, Func<nint, int>> OfSimulation = new()
    {
        ["bits_retrysim_destroy"] = static it => ((delegate* unmanaged<nint, int>)&SimulationExports.Destroy)(it),
        ["bits_retrysim_manager"] = static it => Manager(it, 9),
        ["bits_retrysim_event_log"] = static it => Log(it, new byte[100_000], out _),
        ["bits_retrysim_report"] = static it => Into(
            new byte[100_000], (buffer, size) => ((delegate* unmanaged<nint, byte*, nuint, nuint*, int>)&TextExports.GetReport)(it, (byte*)buffer, size, null)),
        ["bits_retrysim_com_error_text"] = static it => Into(
            new byte[1000], (buffer, size) => ((delegate* unmanaged<nint, byte*, nuint, nuint*, int>)&TextExports.GetComErrorText)(it, (byte*)buffer, size, null)),
        ["bits_retrysim_resource"] = static it => AddResource(it, NativeText.Of("one.example"u8), NativeText.Of("/a"u8), 10),
        ["bits_retrysim_fail"] = static it => Fail(it, NativeText.Of("one.example"u8), null, 503),
        ["bits_retrysim_fail_next"] = static it => FailNext(it, null, null, 1, 503),
        ["bits_retrysim_outage"] = static it => FailWhile(it, null, null, 0, 10, 503),
        ["bits_retrysim_recover"] = static it => ((delegate* unmanaged<nint, byte*, byte*, int>)&NetworkExports.Recover)(it, null, null),
        ["bits_retrysim_request_count"] = static it => Count(it, null, null, out _),
        ["bits_retrysim_set_bandwidth"] = static it => ((delegate* unmanaged<nint, byte*, long, int>)&NetworkExports.SetBandwidth)(it, null, 1000),
        ["bits_retrysim_set_latency"] = static it => ((delegate* unmanaged<nint, byte*, long, int>)&NetworkExports.SetLatency)(it, null, 0),
        ["bits_retrysim_advance"] = static it => Advance(it, 0),
        ["bits_retrysim_advance_to_next"] = static it => ((delegate* unmanaged<nint, int>)&TimeExports.AdvanceToNext)(it),
        ["bits_retrysim_sleep"] = static it => Sleep(it, 1),
        ["bits_retrysim_run_until"] = static it => RunUntil(it, &Always, 0),
        ["bits_retrysim_run_until_state"] = static it => RunUntilState(it, ScriptJob(it), 3, 0),
        ["bits_retrysim_run_to_outcome"] = static it => RunToOutcome(it, ScriptJob(it), 100 * TimeSpan.TicksPerSecond, out _),
        ["bits_retrysim_elapsed"] = static it => Elapsed(it, out _),
        ["bits_retrysim_set_condition"] = static it => SetCondition(it, 0, 1),
        ["bits_retrysim_network_changed"] = static it => ((delegate* unmanaged<nint, int>)&SurroundingsExports.ChangeNetwork)(it),
        ["bits_retrysim_set_cost"] = static it => ((delegate* unmanaged<nint, uint, int>)&SurroundingsExports.SetCost)(it, 8),
        ["bits_retrysim_log_on"] = static it => ((delegate* unmanaged<nint, byte*, int, int>)&SurroundingsExports.LogOn)(it, null, 0),
        ["bits_retrysim_log_off"] = static it => LogOff(it, null, 0),
        ["bits_retrysim_restart_service"] = static it => ((delegate* unmanaged<nint, int>)&SurroundingsExports.RestartService)(it),
        ["bits_retrysim_machine_sleep"] = static it => ((delegate* unmanaged<nint, long, int>)&SurroundingsExports.SleepMachine)(it, 1),
        ["bits_retrysim_step_system_time"] = static it => ((delegate* unmanaged<nint, long, int>)&SurroundingsExports.StepSystemTime)(it, -1),
        ["bits_retrysim_set_policy"] = static it => SetPolicy(it, 4, 10),
    };

    public static TheoryData<string> Names => [.. OfSimulation.Keys];

    [Fact]
    public void Table_HasEveryExportThatTakesASimulation() =>
        HeaderTests.Exports.Where(static export => export.GetParameters()[0] is { Name: "simulation" } first && first.ParameterType == typeof(nint))
            .Select(static export => export.GetCustomAttribute<UnmanagedCallersOnlyAttribute>()!.EntryPoint).Should().BeEquivalentTo(OfSimulation.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Export_OfASimulation_Answers(string name) => OfSimulation[name](Create()).Should().BeOneOf([0, 1], ErrorText());

    [Theory]
    [MemberData(nameof(Names))]
    public void Export_OfAStaleHandle_IsRefused(string name)
    {
        nint stale = Create();
        nint other = Create();
        Destroy(stale).Should().Be(0);

        OfSimulation[name](stale).Should().Be(InvalidHandle);
        OfSimulation[name](0).Should().Be(InvalidHandle);
        OfSimulation[name](unchecked((nint)0x7fff_0000_1234)).Should().Be(InvalidHandle);

        ErrorText().Should().Be("0x7fff00001234 is no simulation, or one that was destroyed. (E_HANDLE 0x80070006)");
        Destroy(other).Should().Be(0);
    }

    [Fact]
    public void Create_WithoutPlaceForTheHandle_IsRefused()
    {
        ((delegate* unmanaged<nint*, int>)&SimulationExports.Create)(null).Should().Be(Invalid);
        ErrorText().Should().Contain("simulation");
        nint handle = 1;
        ((delegate* unmanaged<byte*, nint*, int>)&SimulationExports.CreateFromJson)(null, &handle).Should().Be(Invalid);
        handle.Should().Be(0);
        ((delegate* unmanaged<byte*, nint*, int>)&SimulationExports.CreateFromJson)(NativeText.Of("{"u8), null).Should().Be(Invalid);
    }

    [Fact]
    public void CreateFromJson_WrongScript_TellsWhere()
    {
        CreateFromJson("{ \"network\": 1 }"u8, out nint handle).Should().Be(Invalid);

        handle.Should().Be(0);
        ErrorText().Should().StartWith("Line 1, column 14, network:");
    }

    [Fact]
    public void CreateFromJson_BytesThatAreNoText_AreRefused() => CreateFromJson([0xff, 0xfe, 0], out _).Should().Be(Invalid);

    [Fact]
    public void Pointers_ThatAreNull_AreRefused()
    {
        nint it = Create();
        Guid id = default;
        int state = 0;

        ((delegate* unmanaged<nint, int, nint*, int>)&SimulationExports.GetManager)(it, 9, null).Should().Be(Invalid);
        AddResource(it, null, NativeText.Of("/a"u8), 1).Should().Be(Invalid);
        AddResource(it, NativeText.Of("one.example"u8), null, 1).Should().Be(Invalid);
        ((delegate* unmanaged<nint, byte*, byte*, long*, int>)&NetworkExports.GetRequestCount)(it, null, null, null).Should().Be(Invalid);
        RunUntil(it, null, 1).Should().Be(Invalid);
        ((delegate* unmanaged<nint, Guid*, int, long, int>)&TimeExports.RunUntilState)(it, null, 3, 1).Should().Be(Invalid);
        ((delegate* unmanaged<nint, Guid*, long, int*, int>)&TimeExports.RunToOutcome)(it, null, 1, &state).Should().Be(Invalid);
        ((delegate* unmanaged<nint, Guid*, long, int*, int>)&TimeExports.RunToOutcome)(it, &id, 1, null).Should().Be(Invalid);
        ((delegate* unmanaged<nint, long*, int>)&TimeExports.GetElapsed)(it, null).Should().Be(Invalid);
        ((delegate* unmanaged<nint, byte*, nuint, nuint*, int>)&TextExports.GetEventLog)(it, null, 0, null).Should().Be(Invalid);
        nuint needed = 0;
        ((delegate* unmanaged<nint, byte*, nuint, nuint*, int>)&TextExports.GetEventLog)(it, null, 5, &needed).Should().Be(Invalid);
        ErrorText().Should().Contain("buffer").And.Contain("0x80070057");
    }

    [Fact]
    public void Values_OutOfTheirRange_AreRefused()
    {
        nint it = Create();
        byte* host = NativeText.Of("one.example"u8);

        Manager(it, 10).Should().Be(Invalid);
        Manager(it, -1).Should().Be(Invalid);
        AddResource(it, host, NativeText.Of("/b"u8), -1).Should().Be(Invalid);
        AddResource(it, host, NativeText.Of("no path"u8), 1).Should().Be(Invalid);
        Fail(it, host, null, 0).Should().Be(Invalid);
        Fail(it, host, null, 200).Should().Be(Invalid);
        Fail(it, null, NativeText.Of("/b"u8), 503).Should().Be(Invalid);
        ErrorText().Should().Contain("no host");
        FailNext(it, host, null, 0, 503).Should().Be(Invalid);
        FailNext(it, host, null, long.MaxValue, 503).Should().Be(0);
        FailWhile(it, host, null, 10, 5, 503).Should().Be(Invalid);
        Advance(it, -1).Should().Be(Invalid);
        Advance(it, long.MaxValue).Should().Be(Invalid);
        Sleep(it, uint.MaxValue).Should().Be(Invalid);
        ErrorText().Should().Contain("INFINITE");
        SetCondition(it, 7, 1).Should().Be(Invalid);
        SetCondition(it, -1, 1).Should().Be(Invalid);
        ((delegate* unmanaged<nint, uint, int>)&SurroundingsExports.SetCost)(it, 3).Should().Be(Invalid);
        LogOff(it, null, 3).Should().Be(Invalid);
        LogOff(it, NativeText.Of("\0"u8), 0).Should().Be(Invalid);
        SetPolicy(it, 6, 1).Should().Be(Invalid);
        SetPolicy(it, 0, 1000).Should().Be(Invalid);
        SetPolicy(it, 0, long.MaxValue).Should().Be(Invalid);
        SetPolicy(it, 1, -1).Should().Be(Invalid);
        SetPolicy(it, 3, 1000).Should().Be(Invalid);
        Elapsed(it, out long ticks).Should().Be(0);
        ticks.Should().Be(0, "nothing was changed");
    }

    [Fact]
    public void Texts_InABufferThatIsTooSmall_AreEmptyAndTellTheirSize()
    {
        nint it = Create();
        nuint needed = 0;
        ((delegate* unmanaged<nint, byte*, nuint, nuint*, int>)&TextExports.GetEventLog)(it, null, 0, &needed).Should().Be(0);
        byte[] whole = new byte[needed];
        byte[] small = new byte[needed - 1];
        small[0] = (byte)'x';

        Log(it, small, out nuint told).Should().Be(BufferTooSmall);
        told.Should().Be(needed);
        small[0].Should().Be(0);
        Log(it, whole, out _).Should().Be(0);
        whole[^1].Should().Be(0);
        NativeText.Read(whole).Should().Contain("CreateJob").And.EndWith("\n");
    }

    [Fact]
    public void ErrorText_AskedForWithTooSmallABuffer_StaysWhatItIs()
    {
        Advance(0, 1).Should().Be(InvalidHandle);
        string text = ErrorText();

        Into(new byte[3], static (buffer, size) => ((delegate* unmanaged<byte*, nuint, nuint*, int>)&TextExports.GetErrorText)((byte*)buffer, size, null)).Should().Be(BufferTooSmall);

        ErrorText().Should().Be(text).And.StartWith("0x0 is no simulation");
    }

    [Fact]
    public void RunUntilState_WhatDoesNotComeAbout_IsATimeoutWithItsReason()
    {
        nint it = Create();
        SetCondition(it, 0, 1).Should().Be(0);

        RunUntilState(it, ScriptJob(it), 6, 10 * TimeSpan.TicksPerSecond).Should().Be(NotReached);

        ErrorText().Should().Contain("has not been Transferred");
        Elapsed(it, out long ticks).Should().Be(0);
        ticks.Should().Be(10 * TimeSpan.TicksPerSecond);
        RunUntilState(it, Guid.Empty, 6, 1).Should().Be(HResults.BG_E_NOT_FOUND);
    }

    [Fact]
    public void RunUntil_ConditionOfTheCaller_EndsTheRun()
    {
        nint it = Create();

        RunUntil(it, &Always, TimeSpan.TicksPerHour).Should().Be(0);
        RunUntil(it, &Never, TimeSpan.TicksPerHour).Should().Be(NotReached);

        Elapsed(it, out long ticks).Should().Be(0);
        ticks.Should().Be(TimeSpan.TicksPerHour);
        ErrorText().Should().Contain("the caller's condition");
    }

    [Fact]
    public void AdvanceToNext_WhereNothingIsDue_IsFalse()
    {
        ((delegate* unmanaged<nint*, int>)&SimulationExports.Create)(Place(out nint* handle)).Should().Be(0);

        ((delegate* unmanaged<nint, int>)&TimeExports.AdvanceToNext)(*handle).Should().Be(1);
        NativeMemory.Free(handle);
    }

    [Fact]
    public void Advance_FromACallback_IsRefused()
    {
        nint it = Create();
        _within = it;

        RunUntil(it, &AdvancesWithin, 10).Should().Be(0);

        _answer.Should().Be(NotNow);
    }

    [Fact]
    public void Call_UnderWayWhenTheSimulationEnds_HearsOfAServiceThatHasStopped()
    {
        using BitsSimulation bits = new();
        NativeSimulation native = new(bits);
        native.Dispose();

        Export.Run(native.RestartService).Should().Be(unchecked((int)0x800706BA));
    }

    [Fact]
    public void Resource_ThatIsThereAlready_IsRefused()
    {
        nint it = Create();

        AddResource(it, NativeText.Of("cdn.example"u8), NativeText.Of("/a"u8), 1).Should().Be(NotNow);

        ErrorText().Should().Contain("already has /a");
    }

    [Fact]
    public void Faults_OfEachScope_StrikeItsRequests()
    {
        nint it = Create();
        byte* host = NativeText.Of("cdn.example"u8);
        byte* path = NativeText.Of("/a"u8);
        Fail(it, host, path, 404).Should().Be(0);
        FailNext(it, host, path, 1, HResults.ERROR_WINHTTP_TIMEOUT).Should().Be(0);
        FailNext(it, host, null, 1, 2).Should().Be(0);
        FailWhile(it, host, path, 5, 10, 1).Should().Be(0);
        ((delegate* unmanaged<nint, byte*, byte*, int>)&NetworkExports.Recover)(it, host, path).Should().Be(0);
        ((delegate* unmanaged<nint, byte*, byte*, int>)&NetworkExports.Recover)(it, host, null).Should().Be(0);

        RunToOutcome(it, ScriptJob(it), TimeSpan.TicksPerDay, out int state).Should().Be(0);

        state.Should().Be(6);
        Count(it, host, path, out long requests).Should().Be(0);
        requests.Should().BeGreaterThan(1);
        Count(it, host, null, out long ofHost).Should().Be(0);
        ofHost.Should().Be(requests);
    }

    [ThreadStatic]
    private static nint _within;

    [ThreadStatic]
    private static int _answer;

    [UnmanagedCallersOnly]
    private static int Always(nint context) => 1;

    [UnmanagedCallersOnly]
    private static int Never(nint context) => 0;

    [UnmanagedCallersOnly]
    private static int AdvancesWithin(nint context)
    {
        _answer = Advance(_within, 1);
        return 1;
    }
}
