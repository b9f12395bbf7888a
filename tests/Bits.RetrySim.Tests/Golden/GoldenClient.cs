using System.Globalization;
using System.Runtime.InteropServices;

namespace Bits.RetrySim.Tests;

/// <summary>A script's client of one job: looks at it in each callback, calls back, and fails as often as it is told to.</summary>
internal sealed class GoldenClient(GoldenStage stage) : IBackgroundCopyCallback
{
    private int _calls;
    private int _reactions;

    /// <summary>How many of its first calls fail.</summary>
    internal int Failing { get; init; }

    /// <summary>Whether they fail with an exception that no COM client could throw.</summary>
    internal bool FailsOddly { get; init; }

    /// <summary>How often it calls back, in all; a bound, so that no script circles at one instant.</summary>
    internal int Reactions { get; init; } = 1;

    internal Action<BackgroundCopyJob>? OnError { get; init; }

    internal Action<BackgroundCopyJob>? OnTransferred { get; init; }

    internal Action<BackgroundCopyJob>? OnFile { get; init; }

    public void JobTransferred(BackgroundCopyJob job) => Receive(job, nameof(JobTransferred), OnTransferred);

    public void JobError(BackgroundCopyJob job, BackgroundCopyError error) =>
        Receive(job, $"{nameof(JobError)} {GoldenLooks.See(error, job)}", OnError);

    public void JobModification(BackgroundCopyJob job) => Receive(job, nameof(JobModification), null);

    public void FileTransferred(BackgroundCopyJob job, BackgroundCopyFile file) =>
        Receive(job, string.Create(CultureInfo.InvariantCulture, $"{nameof(FileTransferred)} {file.LocalName}"), OnFile);

    private void Receive(BackgroundCopyJob job, string callback, Action<BackgroundCopyJob>? react)
    {
        stage.LookFromCallback(job, callback);
        _calls++;
        bool fails = _calls <= Failing;
        if (react is not null && _reactions < Reactions)
        {
            _reactions++;
            stage.Try("calling back", () => react(job));
        }

        if (fails)
        {
            throw FailsOddly ? new InvalidOperationException("odd") : new RefusedException();
        }
    }

    /// <summary>E_FAIL, as a COM client would answer it.</summary>
    private sealed class RefusedException() : COMException("The script lets this callback fail.", unchecked((int)0x80004005));
}
