namespace Bits.RetrySim;

/// <summary>How callbacks are called.</summary>
/// <param name="Dispatch">Where (D-20).</param>
/// <param name="RedeliveryInterval">After how long a failed one is called again; null: after the job's retry delay.</param>
/// <param name="Rethrows">Whether what is no HRESULT is handed to whoever moves the time (D-24).</param>
/// <param name="DisposeTimeout">How long the end of the manager waits for callbacks that run, in real time (D-36).</param>
internal readonly record struct CallbackSetup(CallbackDispatch Dispatch, TimeSpan? RedeliveryInterval, bool Rethrows, TimeSpan DisposeTimeout);
