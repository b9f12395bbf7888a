using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>What a <see cref="RecordingCallback"/> heard, as lines to compare with: kind, number of the file, instant in seconds.</summary>
internal static class RecordedCallLines
{
    /// <summary>For example <c>FileTransferred 2 @600</c> or <c>JobError @0.5</c>.</summary>
    internal static string[] Lines(this RecordingCallback callback) => [.. callback.Calls.Select(Line)];

    /// <summary>The lines of one kind of call.</summary>
    internal static string[] Lines(this RecordingCallback callback, BackgroundCopyNotifications kind) =>
        [.. callback.Calls.Where(call => call.Kind == kind).Select(Line)];

    private static string Line(RecordedCall call)
    {
        string file = call.Kind == BackgroundCopyNotifications.FileTransferred
            ? string.Create(CultureInfo.InvariantCulture, $" {call.Job.Files.ToList().IndexOf(call.File!) + 1}")
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"{call.Kind}{file} @{call.Instant.TotalSeconds}");
    }
}
