using System.Globalization;
using static Bits.RetrySim.HResults;

namespace Bits.RetrySim.Tests;

/// <summary>The incidents that the tool knows, each under the settings of the clients it knows: written down a second time, as they were.</summary>
internal static class GoldenIncidents
{
    private const long Size = 500_000_000;
    private const long BitsPerSecond = 8_000_000;
    private static readonly TimeSpan Lead = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);
    private static readonly TimeSpan Short = TimeSpan.FromDays(2);

    private static readonly Incident[] Incidents =
    [
        new("facebook-2021", new("2021-10-04T15:39:00Z", "2021-10-04T22:05:00Z", ERROR_WINHTTP_NAME_NOT_RESOLVED), new("2021-10-04T22:05:00Z", "2021-10-04T22:50:00Z", HttpStatus(503))),
        new("aws-s3-2017", new Phase("2017-02-28T17:37:00Z", "2017-02-28T21:54:00Z", HttpStatus(503))),
        new("fastly-2021", new Phase("2021-06-08T09:47:00Z", "2021-06-08T10:36:00Z", HttpStatus(503))),
        new("cloudflare-2019", new Phase("2019-07-02T13:42:00Z", "2019-07-02T14:09:00Z", HttpStatus(502))),
        new(
            "dyn-2016",
            new("2016-10-21T11:10:00Z", "2016-10-21T13:20:00Z", ERROR_WINHTTP_NAME_NOT_RESOLVED),
            new("2016-10-21T15:50:00Z", "2016-10-21T17:00:00Z", ERROR_WINHTTP_NAME_NOT_RESOLVED),
            new("2016-10-21T20:00:00Z", "2016-10-21T22:10:00Z", ERROR_WINHTTP_NAME_NOT_RESOLVED)),
        new("rogers-2022", new Phase("2022-07-08T08:45:00Z", "2022-07-09T00:00:00Z", BG_E_NETWORK_DISCONNECTED)),
        new("long-offline", new Phase("2017-09-20T10:15:00Z", "2017-12-29T10:15:00Z", BG_E_NETWORK_DISCONNECTED)),
        new("dead-origin", new Phase("2024-01-01T00:00:00Z", "2024-12-31T00:00:00Z", ERROR_WINHTTP_CANNOT_CONNECT)) { HasLead = false },
    ];

    private static readonly Client[] Clients =
    [
        new("defaults", null, null),
        new("chromium", 60, 86_400),
        new("firefox", 60, 5),
        new("omaha", 60, 0),
        new("wix", 600, 120) { Priority = BackgroundCopyJobPriority.Foreground },
    ];

    internal static IEnumerable<GoldenScript> All => Incidents.SelectMany(incident => Clients.Select(client => Make(incident, client)));

    private static GoldenScript Make(Incident incident, Client client)
    {
        bool isLong = incident.Phases[0].To - incident.Phases[0].From > Short;
        DateTimeOffset start = incident.HasLead ? incident.Phases[0].From - Lead : incident.Phases[0].From;
        return new GoldenScript(
            "incidents",
            $"{incident.Id} {client.Id}",
            string.Join('\n', [.. incident.Phases.Select(phase => phase.ToString()), client.ToString(), ""]),
            new GoldenSetup { Start = start, Drive = GoldenDrive.RunUntil, LookEvery = isLong ? TimeSpan.FromHours(6) : TimeSpan.FromMinutes(1) },
            stage => Play(stage, incident, client, start));
    }

    private static void Play(GoldenStage stage, Incident incident, Client client, DateTimeOffset start)
    {
        stage.Network.BitsPerSecond = BitsPerSecond;
        SimulatedHost host = stage.Network.Host("download.example");
        host.Resource("/package.bin", Size);
        BackgroundCopyJob job = stage.Create("package");
        job.AddFile("https://download.example/package.bin", @"C:\Downloads\package.bin");
        job.Priority = client.Priority ?? job.Priority;
        job.MinimumRetryDelay = client.DelaySeconds is { } delay ? TimeSpan.FromSeconds(delay) : job.MinimumRetryDelay;
        job.NoProgressTimeout = client.TimeoutSeconds is { } timeout ? TimeSpan.FromSeconds(timeout) : job.NoProgressTimeout;
        stage.SetClient(job, new GoldenClient(stage) { OnTransferred = done => done.Complete() });
        foreach (Phase phase in incident.Phases)
        {
            if (phase.Symptom == BG_E_NETWORK_DISCONNECTED)
            {
                stage.At(phase.From - start, () => stage.Environment.NetworkAvailable = false);
                stage.At(phase.To - start, () => stage.Environment.NetworkAvailable = true);
            }
            else
            {
                host.Outage(phase.From - start, phase.To - start, SimulatedFault.HResult(phase.Symptom));
            }
        }

        job.Resume();
        stage.AdvanceTo(Longest, () => job.State is BackgroundCopyJobState.Acknowledged or BackgroundCopyJobState.Cancelled or BackgroundCopyJobState.Error);
    }

    private sealed record Incident(string Id, params Phase[] Phases)
    {
        internal bool HasLead { get; init; } = true;
    }

    private sealed record Phase(string Begin, string End, int Symptom)
    {
        internal DateTimeOffset From => Time(Begin);

        internal DateTimeOffset To => Time(End);

        public override string ToString() => FormattableString.Invariant($"{Begin} to {End}: 0x{Symptom:X8}");

        private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }

    private sealed record Client(string Id, int? DelaySeconds, int? TimeoutSeconds)
    {
        internal BackgroundCopyJobPriority? Priority { get; init; }

        public override string ToString() => FormattableString.Invariant($"{Id}: delay {DelaySeconds}, timeout {TimeoutSeconds}, {Priority}");
    }
}
