using System.Globalization;
using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>What happens to one download through every built-in incident, under the settings of every known client.</summary>
internal static class Tour
{
    /// <param name="terminal">Where to.</param>
    /// <param name="own">Settings that the user wants to see beside those of the clients.</param>
    internal static void Print(Terminal terminal, RetrySettings own)
    {
        List<KnownClient> clients = [.. KnownClients.All];
        if (!own.IsEmpty)
        {
            clients.Add(new KnownClient("yours", "yours", own, "the options given"));
        }

        (TextGrid settings, TextGrid outcomes) = terminal.Watch(progress => (Clients(clients, progress), Outcomes(clients, progress)));
        IAnsiConsole console = terminal.Output;
        console.WriteLine("One download through the outages of others", Styles.Strong);
        console.WriteLine($"{SimulatedDownload.Description}, begun a minute before each incident,");
        console.WriteLine("except for dead-origin, which never answered at all.");
        console.WriteLine();
        settings.WriteTo(console);
        console.WriteLine();
        outcomes.WriteTo(console);
        console.WriteLine();
        PrintLegend(console);
    }

    private static TextGrid Clients(List<KnownClient> clients, ProgressLine progress)
    {
        TextGrid grid = new(new("client"), new("retry delay"), new("timeout"), new("priority"), new("whose settings"));
        foreach (KnownClient client in clients)
        {
            using SimulatedDownload download = new(client.Settings, progress);
            BackgroundCopyJob job = download.Job;
            grid.Add(
                client.Name,
                Durations.Text(job.MinimumRetryDelay),
                Durations.Text(job.NoProgressTimeout),
                job.Priority.ToString().ToLowerInvariant(),
                client.Source);
        }

        return grid;
    }

    private static TextGrid Outcomes(List<KnownClient> clients, ProgressLine progress)
    {
        TextGrid grid = new(
            new("incident"),
            new("ended"),
            new("after", IsNumber: true),
            new("tries", IsNumber: true),
            new("MB", IsNumber: true),
            new("lost", IsNumber: true));
        foreach (Incident incident in Incidents.All)
        {
            grid.Add(new TextGrid.Cell($"{incident.Id}: {incident.Symptoms}", Styles.Strong));
            foreach (KnownClient client in clients)
            {
                progress.Begin($"{incident.Id}, {client.Name}");
                grid.Add(Row(client, IncidentRun.Simulate(incident, client.Settings, progress)));
            }
        }

        return grid;
    }

    private static TextGrid.Cell[] Row(KnownClient client, Outcome outcome) =>
    [
        "  " + client.Name,
        new(outcome.Ending, outcome.Style),
        Durations.Text(outcome.At),
        string.Create(CultureInfo.InvariantCulture, $"{outcome.Attempts:N0}"),
        string.Create(CultureInfo.InvariantCulture, $"{outcome.Bytes / 1_000_000}"),
        new(outcome.LostText, outcome.Style),
    ];

    private static void PrintLegend(IAnsiConsole console)
    {
        Write("ended  done: all bytes came. Error: BITS gave up. cancelled: the inactivity");
        Write("       policy deleted the job. Settings are as in the clients' public code;");
        Write("       what else a client does about a failing job is left out.");
        Write("lost   Of the time until it was done, that in which the server could be");
        Write("       reached and no byte moved; never: gave up before it came back.");
        Write("next   bits-retrysim simulate --outage dyn-2016 --client chromium");
        Write("       bits-retrysim explain --delay 60 --timeout 5");
        Write("       bits-retrysim compare --outage fastly-2021 --delay 60,10m --timeout 5,1d");

        void Write(string line) => console.WriteLine(line, Styles.Faint);
    }
}
