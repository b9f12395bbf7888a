namespace Bits.RetrySim;

/// <summary>What a <see cref="ServiceLoop"/> leaves to others: it knows when something is due, not what that means. Called under the lock.</summary>
internal interface ILoopWork
{
    /// <summary>Whether somebody is at work for the service outside its lock, so that stepped time must not move on (D-42).</summary>
    bool IsBusyOutside { get; }

    /// <summary>Somebody begins to bring the engine up to date.</summary>
    /// <param name="isStirred">Whether another manager changed what this one has to do (D-46).</param>
    void Begin(bool isStirred);

    /// <summary>An entry has come due: carry it out.</summary>
    void Handle(DueEntry entry);

    /// <summary>Whether an entry that is due may run within a client's own call; else it waits for the next pump (D-20).</summary>
    bool MayRunInCall(DueEntry entry);

    /// <summary>A step is over: the commands that it listed are carried out, or posted where they lead to somebody else's code.</summary>
    void Settle();

    /// <summary>All effects are carried out: says whether there is still something to follow, and follows it.</summary>
    bool HasToFollow();

    /// <summary>Nothing more is due at this instant; what has to be planned for later ones may be.</summary>
    void EndInstant();

    /// <summary>A call is over whose effects a drain that is under way carries out, later: what must not wait for that is done. Called without the lock.</summary>
    void AfterCallInDrain();

    /// <summary>The wall clock is about to be set, or the machine to sleep.</summary>
    void BeforeJump(bool sleeps);

    /// <summary>The machine has slept for so many ticks.</summary>
    void Wake(long slept);

    /// <summary>A step or an effect failed, and nobody else will hear of it.</summary>
    void Fail(Exception exception);

    /// <summary>Too much happened at one instant; it goes on later.</summary>
    void WarnOfLivelock(string explanation);

    /// <summary>The jobs that have not ended, a line for each. Called without the lock.</summary>
    IReadOnlyList<string> DescribePending();

    /// <summary>What an entry is about, in a word.</summary>
    string Describe(DueEntry entry);
}
