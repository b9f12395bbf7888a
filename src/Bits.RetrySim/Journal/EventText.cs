using System.Globalization;

namespace Bits.RetrySim;

/// <summary>Events in words, the same in every culture: the one place where their sentences are made. Nobody reads them back.</summary>
internal static class EventText
{
    private const string Machine = "machine ";

    /// <summary>An event as a line of text, in fixed columns.</summary>
    /// <param name="entry">The event.</param>
    /// <param name="showsManager">Whether there are several managers to be told apart.</param>
    internal static string Line(JobEvent entry, bool showsManager)
    {
        string manager = showsManager ? Invariant($"manager {entry.Manager:D2}  ") : "";
        string job = entry.Job == 0 ? Machine : Invariant($"job {entry.Job:D4}");
        string transition = entry.To is BackgroundCopyJobState to ? $"{entry.From} -> {to}" : "";
        string attempt = entry.Attempt == 0 ? "" : Invariant($"attempt {entry.Attempt}");
        string error = entry.HResult == 0 ? "" : ErrorText.Hex(entry.HResult);
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"+{entry.Instant:dddddd\\.hh\\:mm\\:ss\\.fffffff}  {manager}{job}  {KindName(entry),-12}  {transition,-32}  {attempt,-13}  {error,-10}  ");
        return (line + SafeText.OneLine(Detail(entry))).TrimEnd(' ');
    }

    /// <summary>What there is to say besides states, attempt and error.</summary>
    internal static string Detail(JobEvent entry) => entry.Kind switch
    {
        JobEventKind.Transition => entry.HasTimedOut ? "no progress in time" : "",
        JobEventKind.Attempt => Invariant($"file {entry.File} from byte {entry.Offset}"),
        JobEventKind.Call => entry.Argument.Length == 0 ? $"{entry.Call}" : $"{entry.Call} {entry.Argument}",
        JobEventKind.Environment => entry.Environment is { } change ? Of(change) : "",
        JobEventKind.Notification when entry.Argument.Length > 0 => $"{entry.Notification} {entry.Argument}",
        JobEventKind.Notification => entry.File == 0 ? $"{entry.Notification}" : Invariant($"{entry.Notification} {entry.File}"),
        JobEventKind.Hint => entry.Hint,
        JobEventKind.Retry when entry.RetryCause == RetryCause.ImmediateRetry =>
            Invariant($"at once: immediate retry {entry.ImmediateRetry} of {entry.MostImmediateRetries}"),
        JobEventKind.Retry => "at once: " + Of(entry.RetryCause),
        JobEventKind.FileRestarted when entry.HResult == HResults.BG_E_SESSION_NOT_FOUND =>
            Invariant($"the server has forgotten file {entry.File}, which is sent again, {entry.DiscardedBytes} bytes discarded"),
        JobEventKind.FileRestarted => Invariant($"file {entry.File} has changed and begins again, {entry.DiscardedBytes} bytes discarded"),
        JobEventKind.SessionEnd => Of(entry.SessionEnd),
        _ => "",
    };

    private static string Of(RetryCause? cause) => cause switch
    {
        RetryCause.NetworkReturned => "the network is back",
        RetryCause.NetworkChanged => "the network has changed",
        RetryCause.ServiceRestarted => "the service has started again",
        _ => "the client has resumed the job",
    };

    private static string Of(SessionEndStep? step) => step switch
    {
        SessionEndStep.Sent => "the server is told that no more of the upload comes",
        SessionEndStep.Taken => "the server has ended the session",
        SessionEndStep.Refused => "the server does not end the session, and is not told again",
        SessionEndStep.GivenUp => "the server could not be told, and is not told again",
        _ => "the server could not be told, and is told again after the retry delay",
    };

    internal static string Of(EnvironmentChange change) => change.Kind switch
    {
        EnvironmentChangeKind.CostState => $"cost state {change.CostState}",
        EnvironmentChangeKind.VolumeLock => $"volume {change.Name} {(change.Holds ? "locked" : "unlocked")}",
        EnvironmentChangeKind.Logon => $"{change.Name} logged {(change.Holds ? "on" : "off")}",
        EnvironmentChangeKind.BackgroundLimit => (change.Priority is { } priority ? $"{priority} priority limit " : "background limit ") + (change.BitsPerSecond is { } bits ? Invariant($"{bits} bit/s") : "none"),
        EnvironmentChangeKind.PolicyApplied => "policy applied",
        EnvironmentChangeKind.ServiceRestarted => "service restarted",
        EnvironmentChangeKind.NetworkChanged => "network changed",
        _ => $"{change.Kind} block {(change.Holds ? "begins" : "ends")}",
    };

    private static string KindName(JobEvent entry) => entry.Kind.ToString().ToUpperInvariant();

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
