namespace Bits.RetrySim;

/// <summary>What takes the place of the real world in tests of an application.</summary>
internal sealed record HostedSimulation(SimulatedNetwork Network, SimulatedClock Clock, SimulatedFiles Files)
{
    internal void ApplyTo(BackgroundCopyManagerOptions options)
    {
        options.TimeProvider = Clock;
        options.Transport = Network;
        options.Files = Files;
        options.Dispatch = CallbackDispatch.Inline;
        options.RecordEvents = true;
        options.RethrowCallbackExceptions = true;
    }

    /// <summary>The application's own delays have to be virtual as well.</summary>
    /// <exception cref="InvalidOperationException">Another time provider was registered.</exception>
    internal void Check(TimeProvider time)
    {
        if (time != Clock)
        {
            throw new InvalidOperationException(
                $"The services have {time.GetType()} as TimeProvider, and UseSimulation another one: what the application waits for would not be in virtual time. Register none, or call UseSimulation after it.");
        }
    }
}
