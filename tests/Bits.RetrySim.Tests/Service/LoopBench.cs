using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>A loop without a service: entries and effects have names, and what happens to them is written down with its instant in seconds.</summary>
internal sealed class LoopBench : ILoopWork, IDisposable
{
    internal LoopBench(TimeProvider provider, int maximumEntries = 1000)
    {
        Clock = new EngineClock(provider);
        Driver = SteppedDriver.For(Clock);
        Agenda = new Agenda(Driver);
        Loop = new ServiceLoop(Clock, Driver, Agenda, new LivelockGuard(maximumEntries), Effects, this) { Work = this };
        Driver.Start(Loop);
    }

    internal EngineClock Clock { get; }

    internal TimeDriver Driver { get; }

    internal Agenda Agenda { get; }

    internal EffectQueue Effects { get; } = new();

    internal ServiceLoop Loop { get; }

    /// <summary>What happened, as "5 name".</summary>
    internal List<string> Log { get; } = [];

    /// <summary>What was to be logged as an error.</summary>
    internal List<string> Failures { get; } = [];

    internal Action? OnSettle { get; set; }

    internal Action? OnEndInstant { get; set; }

    internal Func<bool>? OnFollow { get; set; }

    public bool IsBusyOutside { get; set; }

    public void Begin(bool isStirred)
    {
        if (isStirred)
        {
            Note("stirred");
        }
    }

    public void Handle(DueEntry entry)
    {
        Note(((ServiceDue)entry).Name);
        ((ServiceDue)entry).Carry();
    }

    public bool MayRunInCall(DueEntry entry) => entry.Phase < DuePhase.FileNotification;

    public void Settle() => OnSettle?.Invoke();

    public bool HasToFollow() => OnFollow?.Invoke() ?? false;

    public void EndInstant()
    {
        Note("end");
        OnEndInstant?.Invoke();
    }

    public void BeforeJump(bool sleeps) => Note(sleeps ? "before the machine sleeps" : "before the wall clock is set");

    public void AfterCallInDrain()
    {
    }

    public void Wake(long slept) => Note($"slept {slept}");

    public void Fail(Exception exception) => Failures.Add(exception.Message);

    public void WarnOfLivelock(string explanation) => Failures.Add(explanation);

    public string Describe(DueEntry entry) => ((ServiceDue)entry).Name;

    public void Dispose()
    {
        Loop.End(() => { });
        Driver.Stop();
    }

    internal void Note(string what) => Log.Add(((decimal)Agenda.Instant / TimeSpan.TicksPerSecond).ToString("0.###", CultureInfo.InvariantCulture) + " " + what);

    /// <summary>Something due; under the lock, or before anything happens.</summary>
    internal ServiceDue Arm(string name, double seconds, DuePhase phase = DuePhase.Retry, Action? run = null)
    {
        ServiceDue entry = new(phase, name, run ?? (() => { }));
        Agenda.Arm(entry, (long)(seconds * TimeSpan.TicksPerSecond));
        Driver.ShowNext(Agenda.NextInstant);
        return entry;
    }

    /// <summary>An effect that notes its name and then does something.</summary>
    internal void Later(string name, Action? act = null, bool isReport = false) => Effects.Add(new Named(this, name, act, isReport));

    private sealed class Named(LoopBench bench, string name, Action? act, bool isReport) : Effect
    {
        internal override bool IsReport => isReport;

        internal override void Perform()
        {
            bench.Note(name);
            act?.Invoke();
        }
    }

    IReadOnlyList<string> ILoopWork.DescribePending() => [];
}
