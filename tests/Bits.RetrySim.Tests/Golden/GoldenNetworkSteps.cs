using static Bits.RetrySim.Tests.GoldenAddresses;

namespace Bits.RetrySim.Tests;

/// <summary>Draws edits of the network, while bytes flow.</summary>
internal static class GoldenNetworkSteps
{
    /// <summary>An edit at an instant; what it scripts for later begins after that.</summary>
    internal static GoldenStep Draw(GoldenRandom random, GoldenProfile profile, int resources, TimeSpan at)
    {
        long rate = random.Of(profile.Rates);
        string host = random.Of(Hosts);
        int resource = random.Below(resources);
        TimeSpan latency = TimeSpan.FromMilliseconds(random.Of(profile.LatencyMs));
        return random.Below(16) switch
        {
            0 or 1 or 2 => GoldenStep.Of($"network {rate} bit/s", stage => stage.Network.BitsPerSecond = Limit(rate)),
            3 => GoldenStep.Of($"{host} {rate / 2} bit/s", stage => stage.Network.Host(host).BitsPerSecond = Limit(rate / 2)),
            4 => GoldenStep.Of($"latency {latency:c}", stage => stage.Network.Latency = latency),
            5 => GoldenStep.Of($"{host} latency {latency:c}", stage => stage.Network.Host(host).Latency = latency),
            6 => GoldenStep.Of($"receive timeout {profile.Unit:c}", stage => stage.Network.ReceiveTimeout = profile.Unit),
            7 => GoldenStep.Of($"{host} recovers", stage => stage.Network.Host(host).Recovers()),
            8 => GoldenStep.Of($"file {resource} recovers", stage => Resource(stage, resource).Recovers()),
            _ => DrawFault(random, profile, resource, at),
        };
    }

    /// <summary>A fault that is scripted from the beginning or added later.</summary>
    internal static GoldenStep DrawFault(GoldenRandom random, GoldenProfile profile, int resource, TimeSpan at)
    {
        (string text, SimulatedFault fault) = GoldenFaults.Draw(random, profile);
        int request = random.Between(1, 6);
        TimeSpan from = at + (profile.Unit * random.Between(0, 5));
        TimeSpan to = from + (profile.Unit * random.Of(1, 2, 5, 20));
        long bytes = random.Of(profile.Sizes) / random.Of(1, 2, 3, 7);
        bool once = random.Chance(70);
        string host = HostOf(resource);
        return random.Below(20) switch
        {
            0 => GoldenStep.Of($"network fails with {text}", stage => stage.Network.Fails(fault)),
            1 => GoldenStep.Of($"{host} fails with {text}", stage => stage.Network.Host(host).Fails(fault)),
            2 => GoldenStep.Of($"file {resource} fails with {text}", stage => Resource(stage, resource).Fails(fault)),
            3 => GoldenStep.Of($"request {request} of {host} meets {text}", stage => stage.Network.Host(host).OnRequest(request, fault)),
            4 => GoldenStep.Of($"requests 1 to {request} of file {resource} meet {text}", stage => Resource(stage, resource).OnRequests(1, request, fault)),
            5 => GoldenStep.Of($"request {request} of the network meets {text}", stage => stage.Network.OnRequest(request, fault)),
            6 or 7 => GoldenStep.Of($"outage of {host} {from:c} to {to:c}: {text}", stage => stage.Network.Host(host).Outage(from, to, fault)),
            8 => GoldenStep.Of($"outage of the network {from:c} to {to:c}: {text}", stage => stage.Network.Outage(from, to, fault)),
            9 => GoldenStep.Of($"outage of file {resource} {from:c} to {to:c}: {text}", stage => Resource(stage, resource).Outage(from, to, fault)),
            10 => GoldenStep.Of($"file {resource} changes at {to:c} to {bytes} bytes", stage => Resource(stage, resource).ChangesAt(to, bytes, GoldenSetup.DefaultStart)),
            11 => GoldenStep.Of($"file {resource} stalls at {bytes}, once {once}", stage => Resource(stage, resource).StallsAt(bytes, profile.Unit, once)),
            _ => GoldenStep.Of($"file {resource} drops at {bytes}, once {once}", stage => Resource(stage, resource).DropsAt(bytes, once)),
        };
    }

    private static long? Limit(long rate) => rate == 0 ? null : rate;
}
