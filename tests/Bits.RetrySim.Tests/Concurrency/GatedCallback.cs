using System.Threading.Channels;

namespace Bits.RetrySim.Tests;

/// <summary>Callbacks with a gate: each call is handed to the test and waits for it.</summary>
internal sealed class GatedCallback : IBackgroundCopyCallback
{
    private readonly Channel<GatedCall> _calls = Channel.CreateUnbounded<GatedCall>();
    private int _begun;
    private int _running;
    private int _mostRunning;

    /// <summary>How many calls have begun.</summary>
    internal int Begun => Volatile.Read(ref _begun);

    /// <summary>How many calls ran at the same time at most.</summary>
    internal int MostRunning => Volatile.Read(ref _mostRunning);

    /// <summary>The next call that has begun.</summary>
    internal Task<GatedCall> NextAsync() => _calls.Reader.ReadAsync().AsTask().Within();

    internal async Task<List<GatedCall>> NextAsync(int count)
    {
        List<GatedCall> calls = [];
        while (calls.Count < count)
        {
            calls.Add(await NextAsync());
        }

        return calls;
    }

    public void JobTransferred(BackgroundCopyJob job) => Pass(nameof(JobTransferred), job);

    public void JobError(BackgroundCopyJob job, BackgroundCopyError error) => Pass(nameof(JobError), job);

    public void JobModification(BackgroundCopyJob job) => Pass(nameof(JobModification), job);

    public void FileTransferred(BackgroundCopyJob job, BackgroundCopyFile file) => Pass($"{nameof(FileTransferred)} {file.Index + 1}", job);

    private void Pass(string name, BackgroundCopyJob job)
    {
        Interlocked.Increment(ref _begun);
        int running = Interlocked.Increment(ref _running);
        for (int most = MostRunning; running > most; most = MostRunning)
        {
            Interlocked.CompareExchange(ref _mostRunning, running, most);
        }

        GatedCall call = new(name, job);
        _calls.Writer.TryWrite(call);
        try
        {
            call.Wait();
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
