using System.Runtime.InteropServices;
using Flags = Bits.RetrySim.BackgroundCopyNotifications;

namespace Bits.RetrySim.Tests;

/// <summary>The callback of a script's job: writes down what it is told and sees, reacts, and fails as the script says.</summary>
/// <remarks>Each SetNotifyInterface of a script makes a new one; what they share is the count of calls.</remarks>
internal sealed class ScriptedCallback(EngineRunner runner, ScriptJob script, ScriptedCallback.Counts counts) : IBackgroundCopyCallback3
{
    public void JobTransferred(BackgroundCopyJob job) => Receive(job, Flags.JobTransferred, -1, script.OnTransferred);

    public void JobError(BackgroundCopyJob job, BackgroundCopyError error) => Receive(job, Flags.JobError, -1, script.OnError);

    public void JobModification(BackgroundCopyJob job) => Receive(job, Flags.JobModification, -1, null);

    public void FileTransferred(BackgroundCopyJob job, BackgroundCopyFile file) =>
        Receive(job, Flags.FileTransferred, ScriptedTransport.NumberIn(file.LocalName), null);

    public void FileRangesTransferred(BackgroundCopyJob job, BackgroundCopyFile file, IReadOnlyList<BackgroundCopyFileRange> ranges) => Receive(
        job,
        Flags.FileRangesTransferred,
        ScriptedTransport.NumberIn(file.LocalName),
        null,
        TraceNotification.Spans(ranges.SelectMany(range => Enumerable.Range((int)range.InitialOffset, (int)range.Length)).Select(at => (long)at)));

    private void Receive(BackgroundCopyJob job, Flags kind, int file, ScriptAction? reaction, string ranges = "")
    {
        runner.Trace.Notifications.Add(new TraceNotification(runner.NowMs, job.Number, kind, file, job.State, job.Error?.Code, job.ErrorCount) { Ranges = ranges });
        counts.Calls++;
        bool fails = counts.Calls <= script.FailingCallbacks;
        if (reaction is ScriptAction action && counts.Reactions < script.Reactions)
        {
            counts.Reactions++;
            runner.CallAndRecord(job, action, 0, fromCallback: true);
        }

        if (fails)
        {
            throw new ScriptedFailureException();
        }
    }

    /// <summary>What the callbacks of one job have done so far.</summary>
    internal sealed class Counts
    {
        internal int Calls { get; set; }

        internal int Reactions { get; set; }

        internal int Questions { get; set; }
    }

    /// <summary>E_FAIL, as a COM client would answer it.</summary>
    private sealed class ScriptedFailureException() : COMException("The script lets this callback fail.", unchecked((int)0x80004005));
}
