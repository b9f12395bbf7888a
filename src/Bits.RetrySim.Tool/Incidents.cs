using System.Globalization;
using static Bits.RetrySim.HResults;

namespace Bits.RetrySim.Tool;

/// <summary>The built-in incidents: outages that happened, and two extremes made up for comparison.</summary>
internal static class Incidents
{
    private static readonly int Http502 = HttpStatus(502);
    private static readonly int Http503 = HttpStatus(503);

    internal static IReadOnlyList<Incident> All { get; } =
    [
        new(
            "facebook-2021",
            "Facebook, 4 October 2021: no name resolves, then errors while the services come back",
            "public accounts of the outage",
            [
                Phase("2021-10-04T15:39:00Z", "2021-10-04T22:05:00Z", ERROR_WINHTTP_NAME_NOT_RESOLVED),
                Phase("2021-10-04T22:05:00Z", "2021-10-04T22:50:00Z", Http503),
            ]),
        new(
            "aws-s3-2017",
            "Amazon S3 in us-east-1, 28 February 2017",
            "AWS's summary of the event",
            [Phase("2017-02-28T17:37:00Z", "2017-02-28T21:54:00Z", Http503)]),
        new(
            "fastly-2021",
            "Fastly, 8 June 2021",
            "Fastly's summary of the outage",
            [Phase("2021-06-08T09:47:00Z", "2021-06-08T10:36:00Z", Http503)]),
        new(
            "cloudflare-2019",
            "Cloudflare, 2 July 2019",
            "Cloudflare's post-mortem",
            [Phase("2019-07-02T13:42:00Z", "2019-07-02T14:09:00Z", Http502)]),
        new(
            "dyn-2016",
            "The attack on Dyn, 21 October 2016: names do not resolve, in three waves",
            "Dyn's incident report and analysis",
            [
                Phase("2016-10-21T11:10:00Z", "2016-10-21T13:20:00Z", ERROR_WINHTTP_NAME_NOT_RESOLVED),
                Phase("2016-10-21T15:50:00Z", "2016-10-21T17:00:00Z", ERROR_WINHTTP_NAME_NOT_RESOLVED),
                Phase("2016-10-21T20:00:00Z", "2016-10-21T22:10:00Z", ERROR_WINHTTP_NAME_NOT_RESOLVED),
            ]),
        new(
            "rogers-2022",
            "Rogers, 8 July 2022: no network in large parts of Canada",
            "press reports; the end is rounded",
            [Phase("2022-07-08T08:45:00Z", "2022-07-09T00:00:00Z", BG_E_NETWORK_DISCONNECTED)]),
        new(
            "long-offline",
            "Made up: 100 days without a network, longer than BITS waits",
            "constructed",
            [Phase("2017-09-20T10:15:00Z", "2017-12-29T10:15:00Z", BG_E_NETWORK_DISCONNECTED)]),
        new(
            "dead-origin",
            "Made up: a server that never comes back",
            "constructed",
            [Phase("2024-01-01T00:00:00Z", "2024-12-31T00:00:00Z", ERROR_WINHTTP_CANNOT_CONNECT)],
            HasLead: false),
    ];

    internal static IEnumerable<string> Ids => All.Select(incident => incident.Id);

    internal static Incident? Find(string id) => All.FirstOrDefault(incident => string.Equals(incident.Id, id, StringComparison.OrdinalIgnoreCase));

    private static IncidentPhase Phase(string from, string to, int symptom) => new(Time(from), Time(to), symptom);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
