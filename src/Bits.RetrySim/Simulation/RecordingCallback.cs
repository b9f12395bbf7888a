namespace Bits.RetrySim;

/// <summary>
/// A callback for tests: it writes down every call it gets, and fails as often as it is told to. It may stand in front of another
/// callback, which it calls after recording.
/// </summary>
/// <threadsafety>Safe for use by any number of threads, also as the callback of several jobs.</threadsafety>
public sealed class RecordingCallback : IBackgroundCopyCallback3
{
    private readonly object _gate = new();
    private readonly List<RecordedCall> _calls = [];
    private readonly IBackgroundCopyCallback? _inner;
    private int _failuresLeft;
    private int _failure;

    /// <summary>Makes a callback that records.</summary>
    /// <param name="inner">A callback to call after each call was recorded; what it throws is passed on. Null, the default, is none.</param>
    public RecordingCallback(IBackgroundCopyCallback? inner = null) => _inner = inner;

    /// <summary>The calls so far, those that failed included. The list does not grow; read the property again for later ones.</summary>
    public IReadOnlyList<RecordedCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return Array.AsReadOnly(_calls.ToArray());
            }
        }
    }

    /// <summary>
    /// Makes the next calls, of whatever kind, fail after they were recorded and passed on. A call of this method replaces what is left of
    /// the one before.
    /// </summary>
    /// <param name="n">How many calls; 0 or more, where 0 ends the failing.</param>
    /// <param name="hresult">The HRESULT with which they fail; negative, as every failure is, unless <paramref name="n"/> is 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// (E_INVALIDARG) <paramref name="n"/> is negative, or <paramref name="hresult"/> is a success.
    /// </exception>
    public void FailNext(int n, int hresult)
    {
        if (n < 0)
        {
            throw Failure.OutOfRange(nameof(n), n, "The number of calls that fail must be 0 or more.");
        }

        if (n > 0 && hresult >= 0)
        {
            throw Failure.OutOfRange(nameof(hresult), hresult, $"{ErrorText.Hex(hresult)} is a success; a failing call needs a negative HRESULT.");
        }

        lock (_gate)
        {
            _failuresLeft = n;
            _failure = hresult;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="BitsException"><see cref="FailNext"/> asked for it.</exception>
    public void JobTransferred(BackgroundCopyJob job) =>
        Answer(Call(BackgroundCopyNotifications.JobTransferred, job), inner => inner.JobTransferred(job));

    /// <inheritdoc/>
    /// <exception cref="BitsException"><see cref="FailNext"/> asked for it.</exception>
    public void JobError(BackgroundCopyJob job, BackgroundCopyError error)
    {
        if (error is null)
        {
            throw Failure.Null(nameof(error));
        }

        Answer(Call(BackgroundCopyNotifications.JobError, job, error.File, error.Code), inner => inner.JobError(job, error));
    }

    /// <inheritdoc/>
    /// <exception cref="BitsException"><see cref="FailNext"/> asked for it.</exception>
    public void JobModification(BackgroundCopyJob job) =>
        Answer(Call(BackgroundCopyNotifications.JobModification, job), inner => inner.JobModification(job));

    /// <inheritdoc/>
    /// <exception cref="BitsException"><see cref="FailNext"/> asked for it.</exception>
    public void FileTransferred(BackgroundCopyJob job, BackgroundCopyFile file)
    {
        if (file is null)
        {
            throw Failure.Null(nameof(file));
        }

        Answer(Call(BackgroundCopyNotifications.FileTransferred, job, file), inner => inner.FileTransferred(job, file));
    }

    /// <inheritdoc/>
    /// <exception cref="BitsException"><see cref="FailNext"/> asked for it.</exception>
    public void FileRangesTransferred(BackgroundCopyJob job, BackgroundCopyFile file, IReadOnlyList<BackgroundCopyFileRange> ranges)
    {
        if (file is null)
        {
            throw Failure.Null(nameof(file));
        }

        RecordedCall call = Call(BackgroundCopyNotifications.FileRangesTransferred, job, file) with { Ranges = ranges ?? throw Failure.Null(nameof(ranges)) };
        Answer(call, inner => (inner as IBackgroundCopyCallback3)?.FileRangesTransferred(job, file, ranges));
    }

    /// <summary>Records a call, passes it on and, if asked to, fails.</summary>
    internal void Answer(RecordedCall call, Action<IBackgroundCopyCallback> passOn)
    {
        bool fails;
        int failure;
        lock (_gate)
        {
            _calls.Add(call);
            failure = _failure;
            fails = _failuresLeft > 0;
            if (fails)
            {
                _failuresLeft--;
            }
        }

        if (_inner is not null)
        {
            passOn(_inner);
        }

        if (fails)
        {
            throw Failure.Bits(failure, "This call was to fail, as FailNext asked.");
        }
    }

    // The state is read before the call is passed on, since the other callback may change it.
    private static RecordedCall Call(
        BackgroundCopyNotifications kind, BackgroundCopyJob job, BackgroundCopyFile? file = null, int errorCode = 0) => job is null
        ? throw Failure.Null(nameof(job))
        : new(kind, job, file, errorCode, job.ManagerElapsed, job.State);
}
