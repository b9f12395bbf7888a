namespace Bits.RetrySim;

/// <summary>What failures of attempts mean for a job. In an outage one is like the other: it is not classified anew each time. Guarded by the service's lock.</summary>
internal sealed class FailureInputs(ErrorClassifier classifier)
{
    private (int HResult, BackgroundCopyErrorContext? Context) _last;
    private JobInput _input;

    internal ref readonly JobInput Of(int hresult, BackgroundCopyErrorContext? context = null)
    {
        if (_last.HResult != hresult || _last.Context != context)
        {
            _last = (hresult, context);
            _input = new JobInput(JobTrigger.Failed)
            {
                HResult = hresult,
                Class = classifier.Classify(hresult),
                Context = context ?? ErrorClassifier.DefaultContext(hresult),
            };
        }

        return ref _input;
    }
}
