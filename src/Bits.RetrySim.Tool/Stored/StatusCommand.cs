using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary><c>status ID [--store FILE]</c>.</summary>
internal sealed class StatusCommand
{
    internal const string Examples = "bits-retrysim status 3f2a91c0";

    private readonly Argument<string> _id = IdArgument.Create();
    private readonly StoreOptions _stores = new();
    private readonly Terminal _terminal;

    private StatusCommand(Terminal terminal) => _terminal = terminal;

    internal static Command Create(Terminal terminal)
    {
        StatusCommand status = new(terminal);
        Command command = new("status", "Tells how a download is that is not done.") { status._id };
        status._stores.AddTo(command);
        command.SetAction(status.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        StoredDownload job = _stores.Read(parsed).Find(parsed.GetValue(_id)!);
        if (_stores.IsJson(parsed))
        {
            _terminal.Text.WriteLine(job.ToJson().ToJsonString(DownloadEnd.JsonOptions));
        }
        else
        {
            Print(job);
        }

        return ExitCodes.Done;
    }

    private void Print(StoredDownload job)
    {
        TextGrid grid = new(new(""), new(""));
        grid.Add("Job", job.Id.ToString("D"));
        grid.Add("Store", SafeText.OneLine(job.Store));
        grid.Add("State", new TextGrid.Cell(LaneText.StateName(job.State), Styles.Of(job.State)));
        if (job.ErrorCode is { } code)
        {
            grid.Add("Error", Codes.Describe(code));
            grid.Add("", job.Failed ?? "");
        }

        grid.Add("Here", Amounts.Text(job.Progress.BytesTransferred, job.Progress.BytesTotal));
        grid.Add("Priority", job.Priority.ToString().ToLowerInvariant());
        grid.Add("Retry delay", Durations.Text(job.Delay));
        grid.Add("Gives up", job.Timeout == TimeSpan.Zero ? "at the first error" : $"after {Durations.Text(job.Timeout)} without progress");
        grid.Add("Created", TimeText.Utc(job.Times.CreationTime) + " UTC");
        grid.Add("Changed", TimeText.Utc(job.Times.ModificationTime) + " UTC");
        foreach (StoredFile file in job.Files)
        {
            grid.Add("File", file.Url);
            grid.Add("", $"{SafeText.OneLine(file.Path)}, {Amounts.Text(file.Progress.BytesTransferred, file.Progress.BytesTotal)}");
        }

        grid.WriteTo(_terminal.Output);
    }
}
