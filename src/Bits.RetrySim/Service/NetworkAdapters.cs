using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Bits.RetrySim;

/// <summary>The adapters of this machine.</summary>
internal sealed class NetworkAdapters : INetworkAdapters
{
    /// <summary>How adapters are called that lead to nothing but other software on the machine.</summary>
    private static readonly string[] Virtual = ["docker", "veth", "br-", "virbr", "vmnet", "vboxnet", "vethernet", "hyper-v", "vmware", "virtualbox", "cni", "flannel", "lxc", "lxdbr", "podman"];

    private Action? _changed;

    public event Action Changed
    {
        add
        {
            if (_changed is null)
            {
                NetworkChange.NetworkAddressChanged += OnAddressChanged;
                NetworkChange.NetworkAvailabilityChanged += OnAvailabilityChanged;
            }

            _changed += value;
        }

        remove
        {
            _changed -= value;
            if (_changed is null)
            {
                NetworkChange.NetworkAddressChanged -= OnAddressChanged;
                NetworkChange.NetworkAvailabilityChanged -= OnAvailabilityChanged;
            }
        }
    }

    public string? Read()
    {
        string[] up =
        [
            .. NetworkInterface.GetAllNetworkInterfaces().Where(Counts)
                .Select(static adapter => $"{adapter.Id} {string.Join(' ', AddressesOf(adapter))}").Where(static text => text[^1] != ' ').Order(StringComparer.Ordinal),
        ];
        return up.Length == 0 ? null : string.Join('\n', up);
    }

    /// <summary>Whether an adapter can lead out of the machine.</summary>
    internal static bool IsReal(NetworkInterfaceType type, string name, string description) =>
        type is not NetworkInterfaceType.Loopback and not NetworkInterfaceType.Tunnel
        && !Virtual.Any(word => name.StartsWith(word, StringComparison.OrdinalIgnoreCase) || description.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    private static bool Counts(NetworkInterface adapter) =>
        adapter.OperationalStatus == OperationalStatus.Up && IsReal(adapter.NetworkInterfaceType, adapter.Name, adapter.Description);

    /// <summary>Without those that an adapter gives itself where nobody else does.</summary>
    private static IEnumerable<string> AddressesOf(NetworkInterface adapter) =>
        adapter.GetIPProperties().UnicastAddresses.Select(static address => address.Address)
            .Where(static address => !address.IsIPv6LinkLocal && !(address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [169, 254, ..]))
            .Select(static address => address.ToString()).Order(StringComparer.Ordinal);

    private void OnAddressChanged(object? sender, EventArgs e) => _changed?.Invoke();

    private void OnAvailabilityChanged(object? sender, NetworkAvailabilityEventArgs e) => _changed?.Invoke();
}
