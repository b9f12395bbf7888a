using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Bits.RetrySim.Tool;

/// <summary>The options of <c>download</c>.</summary>
internal sealed class DownloadOptions
{
    private const int BitsPerByte = 8;
    private const int BitsPerKilobit = 1000;

    private readonly Argument<string[]> _urls = new("URL") { Description = "What to fetch over HTTP or HTTPS.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<string?> _directory = new("--output-dir", "-o")
    {
        Description = "The directory the files go to, which has to exist. The default is the current one.",
        HelpName = "DIR",
    };

    private readonly Option<BackgroundCopyJobPriority?> _priority = new("--priority")
    {
        Description = "foreground, high, normal (the default) or low.",
        HelpName = "LEVEL",
        CustomParser = argument => NamedValue.Parse<BackgroundCopyJobPriority>(argument, "priority"),
    };

    private readonly Option<TimeSpan?> _delay = Durations.Option("--delay", "Minimum retry delay, in seconds or with s, m, h or d: 60, 10m. BITS's default is 10m, its floor 5.");
    private readonly Option<TimeSpan?> _timeout = Durations.Option("--timeout", "No-progress timeout, written like the delay. BITS's default is 14d; 0: no retries.");

    private readonly Option<string?> _sha256 = new("--sha256") { Description = "The SHA-256 hash that the one file has to have, in 64 hexadecimal digits.", HelpName = "HEX" };

    private readonly Option<int?> _limitRate = new("--limit-rate")
    {
        Description = "The most bytes a second, with k or M for thousands or millions; not with --priority foreground.",
        HelpName = "RATE",
        CustomParser = ParseRate,
    };

    private readonly Option<string[]> _headers = new("--header", "-H") { Description = "A header for every request, as in \"Name: value\"; may be given several times.", HelpName = "LINE" };
    private readonly Option<string?> _store = StoreOptions.Option(
        $"Where the job is kept until it is done, with others. The default is a file beside the first one that is fetched, NAME{DownloadStore.Extension}, which goes with the job.");

    private readonly Option<string?> _proxy = new("--proxy") { Description = "The proxy, as host:port; \"none\" for none. The default is the system's.", HelpName = "P" };
    private readonly Option<string?> _record = OutputFile.Option("--record", "Writes what the network did into a file as well, as a scenario; simulate plays it.", "incident.json");
    private readonly Option<bool> _json = new("--json") { Description = "Prints how it ended as JSON." };

    internal void AddTo(Command command)
    {
        command.Add(_urls);
        command.Add(_directory);
        command.Add(_priority);
        command.Add(_delay);
        command.Add(_timeout);
        command.Add(_sha256);
        command.Add(_store);
        command.Add(_limitRate);
        command.Add(_headers);
        command.Add(_proxy);
        command.Add(_record);
        command.Add(_json);
    }

    /// <exception cref="CommandException">Values do not go together.</exception>
    internal DownloadRequest Read(ParseResult parsed)
    {
        DownloadRequest request = new(
            DownloadTarget.In(parsed.GetValue(_directory) ?? ".", parsed.GetValue(_urls)!),
            new RetrySettings(parsed.GetValue(_delay), parsed.GetValue(_timeout), parsed.GetValue(_priority)))
        {
            Sha256 = parsed.GetValue(_sha256),
            Store = parsed.GetValue(_store),
            KilobitsPerSecond = parsed.GetValue(_limitRate),
            Headers = parsed.GetValue(_headers) ?? [],
            Proxy = parsed.GetValue(_proxy),
            Record = parsed.GetValue(_record),
            IsJson = parsed.GetValue(_json),
        };
        request.Check();
        return request;
    }

    private static int? ParseRate(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        (string digits, int factor) = text.Length > 0 && char.ToUpperInvariant(text[^1]) switch { 'K' => 1_000, 'M' => 1_000_000, _ => 0 } is var unit and > 0 ? (text[..^1], unit) : (text, 1);
        if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= int.MaxValue && number * factor * BitsPerByte / BitsPerKilobit is >= 2 and <= int.MaxValue and var kilobits)
        {
            return (int)kilobits;
        }

        argument.AddError($"--limit-rate: '{text}' is no rate; write bytes a second, at least 250, or a number with k or M: 500k, 2M.");
        return null;
    }
}
