using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Bits.RetrySim.Tool;

/// <summary>The options that set up a job, the same in every command that has one.</summary>
internal sealed class JobOptions
{
    private const int LongestInactivityDays = 999;

    private readonly Option<TimeSpan?> _delay = Durations.Option(
        "--delay", "Minimum retry delay, in seconds or with s, m, h or d: 60, 10m. BITS's default is 10m, its floor 5.");

    private readonly Option<TimeSpan?> _timeout = Durations.Option(
        "--timeout", "No-progress timeout, written like the delay. BITS's default is 14d; 0: no retries.");

    private readonly Option<TimeSpan?> _maximumDownloadTime = Durations.Option(
        "--max-download-time", "Maximum download time, written like the delay: how long the job may connect and transfer in all. The default is 90d.");

    private readonly Option<KnownClient?> _client = new("--client")
    {
        Description = $"The settings of a known client: {string.Join(", ", KnownClients.Ids)}. Other options replace them one by one.",
        HelpName = "NAME",
        CustomParser = ParseClient,
    };

    private readonly Option<BackgroundCopyJobPriority?> _priority = new("--priority")
    {
        Description = "foreground, high, normal (the default) or low.",
        HelpName = "LEVEL",
        CustomParser = argument => NamedValue.Parse<BackgroundCopyJobPriority>(argument, "priority"),
    };

    private readonly Option<TimeSpan?> _inactivity = new("--inactivity")
    {
        Description = "Inactivity policy in days, 1 to 999: how long a job may lie idle before BITS cancels it. The default is 90.",
        HelpName = "DAYS",
        CustomParser = ParseInactivity,
    };

    internal void AddTo(Command command)
    {
        command.Add(_delay);
        command.Add(_timeout);
        AddFixedTo(command);
    }

    /// <summary>Adds those that hold for every run of a command that tries delays and timeouts.</summary>
    internal void AddFixedTo(Command command)
    {
        command.Add(_priority);
        command.Add(_inactivity);
        command.Add(_maximumDownloadTime);
        command.Add(_client);
    }

    internal RetrySettings Read(ParseResult parsed) => new RetrySettings(parsed.GetValue(_delay), parsed.GetValue(_timeout)).Over(ReadFixed(parsed));

    /// <summary>Those that hold for every run; of a delay and a timeout what the client has.</summary>
    internal RetrySettings ReadFixed(ParseResult parsed)
    {
        RetrySettings asked = new(
            Priority: parsed.GetValue(_priority),
            Inactivity: parsed.GetValue(_inactivity),
            MaximumDownloadTime: parsed.GetValue(_maximumDownloadTime));
        return asked.Over(ClientOf(parsed)?.Settings ?? new RetrySettings());
    }

    /// <summary>The client whose settings were asked for, if any.</summary>
    internal KnownClient? ClientOf(ParseResult parsed) => parsed.GetValue(_client);

    /// <summary>Whose settings a job has, and which: for a picture.</summary>
    internal string Caption(ParseResult parsed, BackgroundCopyJob job) =>
        ClientOf(parsed) is { } client ? $"{client.Id}: {RetrySettings.Describe(job)}" : RetrySettings.Describe(job);

    private static KnownClient? ParseClient(ArgumentResult argument)
    {
        string name = argument.Tokens[0].Value;
        KnownClient? client = KnownClients.Find(name);
        if (client is null)
        {
            argument.AddError($"there is no client '{name}'{Suggestion.For(name, KnownClients.Ids)}");
        }

        return client;
    }

    private static TimeSpan? ParseInactivity(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days is >= 1 and <= LongestInactivityDays)
        {
            return TimeSpan.FromDays(days);
        }

        argument.AddError($"--inactivity: '{text}' is not a whole number of days from 1 to {LongestInactivityDays}, which is what the policy takes.");
        return null;
    }
}
