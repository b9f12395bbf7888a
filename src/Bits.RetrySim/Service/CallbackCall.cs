using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>One call of a client's callback, carried out after the lock.</summary>
/// <param name="desk">Who wants to know how it ended.</param>
/// <param name="kind">Which method.</param>
/// <param name="job">The job it is about.</param>
/// <param name="callback">Whom to call.</param>
/// <param name="cycle">The cycle it belongs to (D-21).</param>
internal sealed class CallbackCall(CallbackDesk desk, NotificationKind kind, JobRecord job, IBackgroundCopyCallback callback, int cycle) : RunningCall(kind, job)
{
    internal bool IsProgram => callback is INotificationProgram;

    /// <summary>The program that is run; empty if an object is called.</summary>
    internal string Program => callback is INotificationProgram program ? program.Program : "";

    internal override NotificationKind ToldAs => IsProgram ? NotificationKind.CommandLine : Kind;

    internal int Cycle { get; } = cycle;

    /// <summary>Whose place it takes (CB-9).</summary>
    internal UserRecord User { get; set; } = job.Owner;

    /// <summary>The job as the client sees it who registered the object (CB-17); as of the moment at which the call was decided.</summary>
    private readonly BackgroundCopyJob _face = callback == job.Notices?.Interface && job.Notices?.Registrant?.Face is { } face ? face : job.Face;

    /// <summary>Its job and its user have been told that it runs no more.</summary>
    internal bool IsOver { get; set; }

    internal ErrorOfJob? Error { get; init; }

    internal FileRecord? File { get; init; }

    /// <summary>The parts of the file that it tells of.</summary>
    internal IReadOnlyList<BackgroundCopyFileRange> Ranges { get; init; } = [];

    /// <summary>The number of the file it is about, from 1; 0 if it is about none.</summary>
    internal int FileNumber => File is null ? 0 : File.Index + 1;

    internal override void Perform() => desk.Call(this);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Any exception means failed: the call is repeated, logged and, in a simulation, rethrown (D-24).")]
    internal override Exception? Invoke()
    {
        try
        {
            switch (Kind)
            {
                case NotificationKind.JobTransferred:
                    callback.JobTransferred(_face);
                    break;
                case NotificationKind.JobError:
                    callback.JobError(_face, _face.ErrorOf(Error!));
                    break;
                case NotificationKind.FileTransferred:
                    callback.FileTransferred(_face, _face.FileOf(File!));
                    break;
                case NotificationKind.FileRangesTransferred:
                    ((IBackgroundCopyCallback3)callback).FileRangesTransferred(_face, _face.FileOf(File!), Ranges);
                    break;
                default:
                    callback.JobModification(_face);
                    break;
            }

            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
