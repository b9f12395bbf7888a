using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Bits.RetrySim;

/// <summary>The four methods of <see cref="IBackgroundCopyCallback"/>.</summary>
internal enum NotificationKind : byte
{
    JobTransferred,
    JobError,
    JobModification,
    FileTransferred,
}

/// <summary>One call of a client's callback.</summary>
/// <param name="Kind">Which method.</param>
/// <param name="Job">The job it is about.</param>
/// <param name="Callback">Whom to call.</param>
/// <param name="Cycle">The cycle it belongs to (D-21).</param>
internal sealed record Notification(NotificationKind Kind, BackgroundCopyJob Job, IBackgroundCopyCallback Callback, int Cycle)
{
    internal BackgroundCopyError? Error { get; init; }

    internal BackgroundCopyFile? File { get; init; }

    /// <summary>Calls the client; what it throws is its answer (D-24).</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Any exception means failed: the call is repeated, logged and, in a simulation, rethrown (D-24).")]
    internal Exception? Invoke()
    {
        try
        {
            switch (Kind)
            {
                case NotificationKind.JobTransferred:
                    Callback.JobTransferred(Job);
                    break;
                case NotificationKind.JobError:
                    Callback.JobError(Job, Error!);
                    break;
                case NotificationKind.FileTransferred:
                    Callback.FileTransferred(Job, File!);
                    break;
                default:
                    Callback.JobModification(Job);
                    break;
            }

            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    internal string Describe() => File is null
        ? Kind.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{Kind} {File.Index + 1}");
}
