using System.Collections.Concurrent;

namespace Bits.RetrySim.Tests;

/// <summary>A client under load: writes down every call, does something to a job, and sometimes fails.</summary>
/// <param name="act">What to do to the job, with a number that is different for each call.</param>
/// <param name="mostAtOnce">How many calls of one owner may run at the same time.</param>
internal sealed class LoadCallback(Action<BackgroundCopyJob, int> act, int mostAtOnce) : IBackgroundCopyCallback, IDisposable
{
    private readonly ConcurrentDictionary<int, ConcurrentQueue<LoadCall>> _calls = new();
    private readonly ConcurrentDictionary<int, int> _inside = new();
    private readonly SemaphoreSlim _returned = new(0);
    private int _count;
    private int _running;
    private volatile bool _isCalm;

    /// <summary>Whatever must not have happened.</summary>
    internal ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>From now on calls succeed and do nothing.</summary>
    internal void CalmDown() => _isCalm = true;

    /// <summary>The calls of a job in their order.</summary>
    internal IReadOnlyCollection<LoadCall> CallsOf(int job) => _calls.TryGetValue(job, out ConcurrentQueue<LoadCall>? calls) ? calls : [];

    /// <summary>Waits a moment for a call to return.</summary>
    internal void WaitForOne() => _returned.Wait(TimeSpan.FromMilliseconds(100));

    public void Dispose() => _returned.Dispose();

    public void JobTransferred(BackgroundCopyJob job) => Call(nameof(JobTransferred), job);

    public void JobError(BackgroundCopyJob job, BackgroundCopyError error) => Call(nameof(JobError), job);

    public void JobModification(BackgroundCopyJob job) => Call(nameof(JobModification), job);

    public void FileTransferred(BackgroundCopyJob job, BackgroundCopyFile file) => Call($"{nameof(FileTransferred)} {file.Index + 1}", job);

    private void Call(string name, BackgroundCopyJob job)
    {
        int number = Interlocked.Increment(ref _count);
        LoadCall call = new(name);
        if (_inside.AddOrUpdate(job.Number, 1, (_, inside) => inside + 1) != 1)
        {
            Complaints.Enqueue($"Job {job.Number} got {name} while another callback ran.");
        }

        if (Interlocked.Increment(ref _running) > mostAtOnce)
        {
            Complaints.Enqueue($"More than {mostAtOnce} callbacks ran.");
        }

        _calls.GetOrAdd(job.Number, _ => new ConcurrentQueue<LoadCall>()).Enqueue(call);
        try
        {
            if (!_isCalm)
            {
                act(job, number);
            }

            call.Outcome = CallOutcome.Succeeded;
        }
        catch (BitsException exception) when (exception.HResult == HResults.E_FAIL)
        {
            call.Outcome = CallOutcome.Failed;
            throw;
        }
        catch (Exception exception)
        {
            Complaints.Enqueue(exception.ToString());
            throw;
        }
        finally
        {
            _inside.AddOrUpdate(job.Number, 0, (_, inside) => inside - 1);
            Interlocked.Decrement(ref _running);
            _returned.Release();
        }
    }
}
