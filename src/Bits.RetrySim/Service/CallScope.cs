namespace Bits.RetrySim;

/// <summary>The time in which a client's call, a report or a change of the surroundings has the service to itself.</summary>
internal readonly ref struct CallScope(ServiceLoop loop, bool drains, Moment now)
{
    /// <summary>The instant of the call.</summary>
    internal Moment Now { get; } = now;

    /// <summary>Whether this call brings the engine up to date; else a drain that was under way does.</summary>
    internal bool Drains { get; } = drains;

    /// <summary>Carries out the call's effects, unless a drain that is under way does so, and lets go.</summary>
    public void Dispose() => loop.Exit(Drains);
}
