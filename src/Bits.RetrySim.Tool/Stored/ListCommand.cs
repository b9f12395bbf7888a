using System.CommandLine;
using System.Text.Json.Nodes;

namespace Bits.RetrySim.Tool;

/// <summary><c>list [--store FILE]</c>.</summary>
internal sealed class ListCommand
{
    internal const string Examples =
        "bits-retrysim list\n"
        + "bits-retrysim list --store jobs.db --json";

    private readonly StoreOptions _stores = new();
    private readonly Terminal _terminal;

    private ListCommand(Terminal terminal) => _terminal = terminal;

    internal static Command Create(Terminal terminal)
    {
        ListCommand list = new(terminal);
        Command command = new("list", "Lists downloads that are not done.");
        list._stores.AddTo(command);
        command.SetAction(list.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        (IReadOnlyList<StoredDownload> jobs, IReadOnlyList<CommandException> failures) = _stores.Read(parsed).Look();
        if (_stores.IsJson(parsed))
        {
            _terminal.Text.WriteLine(new JsonArray([.. jobs.Select(static job => (JsonNode)job.ToJson())]).ToJsonString(DownloadEnd.JsonOptions));
        }
        else if (jobs.Count > 0)
        {
            Print(jobs);
        }
        else if (failures.Count == 0)
        {
            _terminal.Error.WriteLine("There are no downloads.");
        }

        foreach (CommandException failure in failures)
        {
            _terminal.Error.WriteLine($"bits-retrysim: {failure.Message}");
        }

        return failures.Count == 0 ? ExitCodes.Done : ExitCodes.BadInput;
    }

    private void Print(IReadOnlyList<StoredDownload> jobs)
    {
        TextGrid grid = new(new("ID"), new("State"), new("Here", IsNumber: true), new("Of", IsNumber: true), new("Name"));
        foreach (StoredDownload job in jobs)
        {
            grid.Add(
                job.ShortId,
                new(LaneText.StateName(job.State), Styles.Of(job.State)),
                TimeText.Bytes(job.Progress.BytesTransferred),
                job.Progress.BytesTotal is { } total ? TimeText.Bytes(total) : "",
                job.Name);
        }

        grid.WriteTo(_terminal.Output);
    }
}
