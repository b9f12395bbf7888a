using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>Names of users, hosts and files in drawn scripts: few, so that jobs share them.</summary>
internal static class GoldenAddresses
{
    internal static readonly string[] Hosts = ["one.example", "two.example"];

    internal static readonly string[] Volumes = [@"C:\", @"D:\"];

    internal static readonly BackgroundCopyUser[] Owners =
    [
        new("user"),
        new("other"),
        new("root", BackgroundCopyUserKind.Administrator),
        BackgroundCopyUser.LocalService,
    ];

    /// <summary>Resources go by number: even ones are on the first host.</summary>
    internal static string HostOf(int resource) => Hosts[resource % Hosts.Length];

    internal static string PathOf(int resource) => string.Create(CultureInfo.InvariantCulture, $"/file{resource}.bin");

    internal static string RemoteOf(int resource) => "https://" + HostOf(resource) + PathOf(resource);

    internal static string LocalOf(int resource) => Volumes[resource / 2 % Volumes.Length] + string.Create(CultureInfo.InvariantCulture, $@"in\file{resource}.bin");

    internal static SimulatedResource Resource(GoldenStage stage, int resource) => stage.Network.Host(HostOf(resource)).Resource(PathOf(resource));
}
