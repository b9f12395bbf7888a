using CsCheck;
using Flags = Bits.RetrySim.BackgroundCopyNotifications;

namespace Bits.RetrySim.Tests;

/// <summary>
/// Random scripts. Instants and settings are small multiples of one unit, so that things fall together, are zero, equal or exceed each
/// other often; the unit is a second, or two hours where days matter (inactivity, the hours of the bandwidth policy).
/// </summary>
/// <remarks>Lists are lists and numbers small numbers, so that a counterexample shrinks to few inputs at low instants.</remarks>
internal static class ScriptGen
{
    private const long Second = 1000;
    private const long TwoHours = 7200 * Second;
    private const int LastInputUnit = 30;
    private const int EndUnits = 80;

    private static readonly int[] TransientCodes =
        [SpecCodes.Http(503), SpecCodes.CannotConnect, SpecCodes.NameNotResolved, SpecCodes.Http(408), SpecCodes.Http(306)];

    private static readonly int[] FatalCodes = [SpecCodes.Http(404), SpecCodes.Http(501), SpecCodes.CertificateRevoked, SpecCodes.AccessDenied];

    /// <summary>Scripts under the recommended readings.</summary>
    internal static Gen<Script> Scripts { get; } = ScriptsUnder(Gen.Const(new ScriptReadings()));

    /// <summary>Scripts under other readings.</summary>
    /// <param name="readings">The readings.</param>
    /// <param name="asBefore">Whether only that may happen which version 0.1 knew, so that a seed draws what it drew then.</param>
    internal static Gen<Script> ScriptsUnder(Gen<ScriptReadings> readings, bool asBefore = false) =>
        Gen.OneOf(Second, Second, Second, TwoHours).SelectMany(unit => Gen.Select(
            Jobs(unit, asBefore), Gen.Bool.Array[3], Policy(asBefore), readings, Inputs(unit, asBefore), Gen.Bool,
            (jobs, resumed, policy, reading, inputs, first) => Compose(unit, jobs, resumed, policy, reading, inputs, first)));

    private static Script Compose(
        long unit, ScriptJob[] jobs, bool[] suspended, ScriptPolicy policy, ScriptReadings readings, ScriptInput[] inputs, bool inputsFirst)
    {
        IEnumerable<ScriptInput> resumes = Enumerable.Range(1, jobs.Length)
            .Where(number => number == 1 || !suspended[number - 1])
            .Select(number => new ScriptInput(0, ScriptAction.Resume, number));
        IEnumerable<ScriptInput> rest = inputs
            .Select(input => IsOfJob(input.Action) ? input with { Job = 1 + (input.Job % jobs.Length) } : input with { Job = 0 });

        // Open: which system time holds at an instant at which the system clock is stepped after something was put in.
        IEnumerable<ScriptInput> all = resumes.Concat(rest).OrderBy(input => input.AtMs).ThenBy(input => input.Action != ScriptAction.StepSystemTime);
        return new Script(jobs, policy, readings, [.. all], EndUnits * unit, inputsFirst).WithoutOpenDetails();
    }

    private static bool IsOfJob(ScriptAction action) => action < ScriptAction.Network;

    /// <summary>Takes out what the specification leaves open and what therefore must not be compared.</summary>
    private static Script WithoutOpenDetails(this Script script)
    {
        bool streams = script.Jobs.Any(job => job.LaterFetches.IsStream || job.Fetches.Any(fetch => fetch.IsStream));
        bool hours = HasHours(script.Policy.Bandwidth)
            || script.Inputs.Any(input => input.Action == ScriptAction.Bandwidth && HasHours((ScriptBandwidth)input.Value));
        Script closed = streams ? WithoutJobModification(script) : script;

        // Open: whether a byte, or an hour, that is due at the instant of an input that comes first is here already.
        return closed with { InputsFirst = closed.InputsFirst && !streams && !hours };
    }

    private static bool HasHours(ScriptBandwidth bandwidth) => bandwidth is ScriptBandwidth.ZeroByDay or ScriptBandwidth.ZeroInFirstHour;

    // Open: how often JobModification comes while bytes flow.
    private static Script WithoutJobModification(Script script) => script with
    {
        Jobs = [.. script.Jobs.Select(job => job with { Flags = job.Flags & ~Flags.JobModification })],
        Inputs =
        [
            .. script.Inputs.Select(input => input.Action == ScriptAction.SetNotifyFlags
                ? input with { Value = input.Value & ~(long)Flags.JobModification }
                : input),
        ],
    };

    private static Gen<int> TransientCode(bool asBefore) => Gen.OneOf(asBefore ? TransientCodes : (int[])[.. TransientCodes, SpecCodes.ConnectionAborted]);

    private static Gen<int> FatalCode(bool asBefore) => Gen.OneOf(asBefore ? FatalCodes : (int[])[.. FatalCodes, SpecCodes.Http(200), SpecCodes.MissingFileSize]);

    private static Gen<int> Code(bool asBefore) => Gen.Frequency(
        (12, TransientCode(asBefore)), (2, FatalCode(asBefore)), (1, Gen.Const(SpecCodes.VolumeLocked)));

    private static Gen<ScriptJob[]> Jobs(long unit, bool asBefore) => Gen.Frequency((3, Job(unit, asBefore).Array[1]), (2, Job(unit, asBefore).Array[2, 3]));

    private static Gen<ScriptJob> Job(long unit, bool asBefore) => Gen.Select(
        Gen.Select(Delay(unit), Timeout(unit), Maximum(unit), Priority),
        Gen.Select(Gen.Int[0, 2], NotifyFlags, Gen.Bool, Gen.OneOf(500L, 0L, 2000L), Cost),
        Gen.Select(Gen.OneOf(100L, 0L, 1L, 5L).Array[1, 3], Fetch(unit, asBefore).Array[0, 5], LaterFetch(unit, asBefore)),
        Gen.Select(Gen.Int[0, 3], ErrorReaction, TransferredReaction, Gen.Int[1, 2]),
        (timers, client, transfers, callbacks) => new ScriptJob
        {
            DelaySeconds = timers.Item1,
            TimeoutSeconds = timers.Item2,
            MaxDownloadSeconds = timers.Item3,
            Priority = timers.Item4,
            Owner = client.Item1,
            Flags = client.Item2,
            HasInterface = client.Item3,
            NotifyIntervalMs = client.Item4,
            CostFlags = client.Item5,
            FileBytes = transfers.Item1,
            Fetches = transfers.Item2,
            LaterFetches = transfers.Item3,
            FailingCallbacks = callbacks.Item1,
            OnError = callbacks.Item2,
            OnTransferred = callbacks.Item3,
            Reactions = callbacks.Item4,
        });

    // The floor would make a slow script long: with two hours to a unit a delay of 0 is five seconds.
    private static Gen<uint> Delay(long unit) => unit == Second
        ? Gen.OneOf(5u, 0u, 6u, 10u, 12u, 20u, 60u, 600u, uint.MaxValue)
        : Gen.OneOf(5u, 1u, 6u, 12u, 20u).Select(units => Seconds(units, unit));

    private static Gen<uint> Timeout(long unit) => Gen.Frequency(
        (5, Gen.OneOf(12u, 0u, 5u, 6u, 10u, 20u, 60u).Select(units => Seconds(units, unit))),
        (2, Gen.OneOf(1_209_600u, uint.MaxValue, 1u)));

    private static Gen<uint?> Maximum(long unit) => Gen.Frequency(
        (5, Gen.Const((uint?)null)),
        (2, Gen.OneOf(10u, 0u, 1u, 2u, 5u).Select(units => (uint?)Seconds(units, unit))),
        (1, Gen.Const((uint?)uint.MaxValue)));

    private static uint Seconds(uint units, long unit) => (uint)(units * unit / Second);

    private static Gen<BackgroundCopyJobPriority> Priority => Gen.OneOf(
        BackgroundCopyJobPriority.Normal, BackgroundCopyJobPriority.Normal, BackgroundCopyJobPriority.Foreground, BackgroundCopyJobPriority.High, BackgroundCopyJobPriority.Low);

    private static Gen<Flags> NotifyFlags => Gen.OneOf(3, 0, 2, 8, 0x0B, 0x1B, 0x13, 0x1F).Select(flags => (Flags)flags);

    private static Gen<BackgroundCopyCostStates?> Cost => Gen.Frequency(
        (4, Gen.Const((BackgroundCopyCostStates?)null)),
        (1, Gen.OneOf(BackgroundCopyCostStates.TransferUnrestricted, BackgroundCopyCostStates.TransferNotRoaming).Select(mask => (BackgroundCopyCostStates?)mask)));

    private static Gen<ScriptAction?> ErrorReaction => Gen.OneOf<ScriptAction?>(
        null, null, ScriptAction.Resume, ScriptAction.Cancel, ScriptAction.Suspend, ScriptAction.Complete);

    private static Gen<ScriptAction?> TransferredReaction => Gen.OneOf<ScriptAction?>(
        null, null, ScriptAction.Complete, ScriptAction.Suspend, ScriptAction.Resume);

    private static Gen<long> Span(long unit) => Gen.OneOf(0, unit, 5 * unit, 1, 500, 2 * unit, 10 * unit);

    // Drops before a byte: what RETRY-28 is about.
    private static Gen<ScriptFetch> LaterFetch(long unit, bool asBefore) => Gen.Frequency(
    [
        (4, TransientCode(asBefore).Select(code => ScriptFetch.Fails(code))),
        .. asBefore ? [] : new[] { (2, Code(asBefore).Select(code => ScriptFetch.Drops(code))) },
        (2, Gen.Const(ScriptFetch.Completes())),
        (3, Fetch(unit, asBefore)),
    ]);

    private static Gen<ScriptFetch> Fetch(long unit, bool asBefore) => Gen.Frequency(
    [
        (5, Code(asBefore).Select(code => ScriptFetch.Fails(code))),
        (2, Gen.Select(Code(asBefore), Span(unit), (code, after) => ScriptFetch.Fails(code, after))),
        (3, Span(unit).Select(ScriptFetch.Completes)),
        .. asBefore ? [] : new[]
        {
            (2, Code(asBefore).Select(code => ScriptFetch.Drops(code))),
            (2, Gen.Select(Code(asBefore), Span(unit), Span(unit), ScriptFetch.Drops)),
        },
        (1, Gen.Const(new ScriptFetch(null, 0))),
        (1, Gen.Const(ScriptFetch.Stalls())),
        (4, Gen.Select(Span(unit), Span(unit), Gen.OneOf(1L, 0L, 3L, 200L), Span(unit), Gen.OneOf(Code(asBefore), Gen.Const(0)),
            (connect, bytesAfter, bytes, endAfter, code) => new ScriptFetch(connect, 0, bytesAfter, bytes, false, endAfter, code))),
        (1, Gen.Select(Span(unit), Gen.OneOf(3L, 99L), Span(unit), Gen.OneOf(Code(asBefore), Gen.Const(0)),
            (connect, bytes, endAfter, code) => new ScriptFetch(connect, 0, 0, bytes, true, endAfter, code))),
    ]);

    // Up to three jobs are there from the beginning, so no limit is lower.
    private static Gen<(int User, int Machine)> JobLimits(bool asBefore) =>
        asBefore ? Gen.Const((60, 300)) : Gen.OneOf((60, 300), (60, 300), (3, 300), (3, 3), (3, 4));

    private static Gen<ScriptPolicy> Policy(bool asBefore) => Gen.Select(
        Gen.OneOf(90, 1, 2),
        Gen.OneOf(7_776_000L, 7_776_000L, 10L),
        Gen.OneOf(200, 2),
        Gen.Frequency((4, Gen.Const(ScriptBandwidth.Unlimited)), (1, Gen.OneOf(ScriptBandwidth.ZeroInFirstHour, ScriptBandwidth.ZeroByDay, ScriptBandwidth.Zero))),
        JobLimits(asBefore),
        (days, max, files, bandwidth, jobs) => new ScriptPolicy(days, max, files, bandwidth, jobs.User, jobs.Machine));

    private static Gen<ScriptInput[]> Inputs(long unit, bool asBefore) => Gen.Select(
        Instant(unit),
        Gen.Int[0, 2],
        Gen.Frequency((3, JobAction(unit)), (2, MachineAction(unit, asBefore))),
        (at, job, action) => new ScriptInput(at, action.Action, job, action.Value)).Array[0, 12];

    private static Gen<long> Instant(long unit) => Gen.Select(
        Gen.Int[0, LastInputUnit],
        Gen.OneOf(0L, 0L, 0L, 0L, 1L, 499L),
        (units, more) => (units * unit) + more);

    private static Gen<(ScriptAction Action, long Value)> JobAction(long unit) => Gen.Frequency(
        (4, Gen.Const((ScriptAction.Resume, 0L))),
        (2, Gen.Const((ScriptAction.Suspend, 0L))),
        (1, Gen.OneOf((ScriptAction.Cancel, 0L), (ScriptAction.Complete, 0L))),
        (1, Gen.OneOf(0L, 7L).Select(size => (ScriptAction.AddFile, size))),
        (2, Delay(unit).Select(delay => (ScriptAction.SetMinimumRetryDelay, (long)delay))),
        (2, Timeout(unit).Select(timeout => (ScriptAction.SetNoProgressTimeout, (long)timeout))),
        (1, Gen.OneOf(5u, 0u, 10u, uint.MaxValue / 8000).Select(units => (ScriptAction.SetMaximumDownloadTime, (long)Seconds(units, unit)))),
        (2, Priority.Select(priority => (ScriptAction.SetPriority, (long)priority))),
        (1, Gen.OneOf(3L, 0L, 4L, 8L, 0x1BL, 0x10L).Select(flags => (ScriptAction.SetNotifyFlags, flags))),
        (1, Gen.OneOf((long)BackgroundCopyCostStates.TransferAlways, (long)BackgroundCopyCostStates.TransferUnrestricted).Select(mask => (ScriptAction.SetCostFlags, mask))),
        (2, Gen.OneOf(1L, 0L).Select(set => (ScriptAction.SetNotifyInterface, set))));

    private static Gen<(ScriptAction Action, long Value)> MachineAction(long unit, bool asBefore) => Gen.Frequency(
    [
        (6, Flag(ScriptAction.Network)),
        (4, Gen.OneOf(
            Flag(ScriptAction.Standby), Flag(ScriptAction.BatteryPolicy), Flag(ScriptAction.BatterySaver), Flag(ScriptAction.GameMode), Flag(ScriptAction.BackgroundAccess), Flag(ScriptAction.SystemPolicy))),
        (1, Gen.OneOf((long)BackgroundCopyCostStates.Unrestricted, (long)BackgroundCopyCostStates.Roaming).Select(state => (ScriptAction.CostState, state))),
        (2, Gen.OneOf((long)ScriptBandwidth.Unlimited, (long)ScriptBandwidth.Zero, (long)ScriptBandwidth.ZeroByDay, (long)ScriptBandwidth.Limited).Select(limit => (ScriptAction.Bandwidth, limit))),
        (2, Gen.Select(Gen.OneOf(ScriptAction.LogOff, ScriptAction.LogOn), Gen.OneOf(0L, 1L, 2L))),
        (2, Gen.OneOf(5L, -5L, 100L, -100L).Select(units => (ScriptAction.StepSystemTime, units * unit))),
        (asBefore ? 2 : 3, Gen.Const((ScriptAction.RestartService, 0L))),
        .. asBefore ? [] : new[]
        {
            (3, Gen.Const((ScriptAction.NetworkChanged, 0L))),
            (2, Gen.OneOf(0L, 1L, 2L).Select(owner => (ScriptAction.CreateJob, owner))),
        },
        (2, Gen.Const((ScriptAction.Pump, 0L))),
    ]);

    private static Gen<(ScriptAction Action, long Value)> Flag(ScriptAction action) => Gen.OneOf(0L, 1L).Select(value => (action, value));
}
