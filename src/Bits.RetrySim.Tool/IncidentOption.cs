using System.CommandLine;
using System.CommandLine.Parsing;

namespace Bits.RetrySim.Tool;

/// <summary><c>--outage ID</c>.</summary>
internal static class IncidentOption
{
    internal static Option<Incident?> Create(string description) => new("--outage")
    {
        Description = $"{description}: {string.Join(", ", Incidents.Ids)}.",
        HelpName = "ID",
        CustomParser = Parse,
    };

    private static Incident? Parse(ArgumentResult argument)
    {
        string id = argument.Tokens[0].Value;
        Incident? incident = Incidents.Find(id);
        if (incident is null)
        {
            argument.AddError($"there is no incident '{id}'{Suggestion.For(id, Incidents.Ids)}");
        }

        return incident;
    }
}
