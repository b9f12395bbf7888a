using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bits.RetrySim;

/// <summary>What changed around the jobs of a recorded scenario. Users, volumes and policies are not told.</summary>
internal static class RecordedEnvironment
{
    internal static JsonArray Of(IReadOnlyList<JobEvent> events)
    {
        JsonArray changes = [];
        foreach (JobEvent entry in events)
        {
            if (entry.Environment is { } change && FieldOf(change) is var (name, value))
            {
                changes.Add((JsonNode)new JsonObject { ["at"] = Arguments.Text(entry.Instant), [name] = value });
            }
        }

        return changes;
    }

    private static (string Name, JsonNode Value)? FieldOf(EnvironmentChange change) => change.Kind switch
    {
        EnvironmentChangeKind.Network => ("network", change.Holds ? "down" : "up"),
        EnvironmentChangeKind.NetworkChanged => ("network", "changed"),
        EnvironmentChangeKind.Standby => ("standby", change.Holds),
        EnvironmentChangeKind.BatteryPolicy => ("batteryPolicyBlocks", change.Holds),
        EnvironmentChangeKind.BatterySaver => ("batterySaver", change.Holds),
        EnvironmentChangeKind.GameMode => ("gameMode", change.Holds),
        EnvironmentChangeKind.BackgroundAccess => ("backgroundAccessBlocked", change.Holds),
        EnvironmentChangeKind.SystemPolicy => ("systemPolicyBlocks", change.Holds),
        EnvironmentChangeKind.CostState when change.CostState is { } cost && Enum.IsDefined(cost) => ("costState", JsonNamingPolicy.CamelCase.ConvertName(cost.ToString())),
        EnvironmentChangeKind.ServiceRestarted => ("restartService", true),
        _ => null,
    };
}
