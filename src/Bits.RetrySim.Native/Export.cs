using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim.Native;

/// <summary>How every export is carried out: an exception that left one would end the process, so each becomes an HRESULT here, and its sentence is kept for the thread.</summary>
internal static class Export
{
    internal const int Ok = 0;
    internal const int False = 1;

    [ThreadStatic]
    private static string? _failure;

    /// <summary>The sentence of the last export that failed on this thread; null if none has.</summary>
    internal static string? LastFailure => _failure;

    internal static int Run(Action call)
    {
        if (Catch(call) is not { } failure)
        {
            return Ok;
        }

        _failure = failure.Message;
        return NativeFailure.CodeOf(failure);
    }

    internal static int Run(nint handle, Action<NativeSimulation> call) => Run(() => call(SimulationTable.Get(handle)));

    /// <summary>A call that answers a question by S_OK or S_FALSE.</summary>
    internal static int Ask(nint handle, Func<NativeSimulation, bool> call)
    {
        bool answer = false;
        int hresult = Run(handle, simulation => answer = call(simulation));
        return hresult == Ok && !answer ? False : hresult;
    }

    /// <summary>Hands out the sentence of the last failure, of which a failure of its own is none: whoever asks with too small a buffer asks again.</summary>
    internal static int RunUnnoted(Action call) => Catch(call) is { } failure ? NativeFailure.CodeOf(failure) : Ok;

    [SuppressMessage("Design", "CA1031", Justification = "The boundary to other languages: every exception becomes an HRESULT, and its sentence is kept.")]
    private static Exception? Catch(Action call)
    {
        try
        {
            call();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
