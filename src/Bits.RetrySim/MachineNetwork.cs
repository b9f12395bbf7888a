using System.Net.NetworkInformation;

namespace Bits.RetrySim;

/// <summary>Lets a manager follow the network of this machine: jobs wait while there is none (NET-1), and are tried at once when it comes back or changes (NET-3, NET-11).</summary>
/// <remarks>
/// Loopback, tunnels, virtual adapters of other software and adapters that are down do not count. Changes that follow one another are looked at together, two
/// seconds after the first, so that a network that settles does not hammer servers. Who needs none of this does not make one.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
/// <example>
/// <code>
/// using MachineNetwork network = MachineNetwork.Follow(manager);
/// </code>
/// </example>
public sealed class MachineNetwork : IDisposable
{
    /// <summary>How long changes are collected.</summary>
    internal static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(2);

    private readonly object _gate = new();
    private readonly BackgroundCopyManager _manager;
    private readonly INetworkAdapters _adapters;
    private readonly ITimer _timer;
    private string? _known;
    private bool _isArmed;
    private bool _isOver;

    private MachineNetwork(BackgroundCopyManager manager, INetworkAdapters adapters)
    {
        _manager = manager;
        _adapters = adapters;
        _timer = manager.TimeProvider.CreateTimer(static state => ((MachineNetwork)state!).Settle(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        adapters.Changed += OnChanged;
        try
        {
            _known = adapters.Read();
            manager.Environment.NetworkAvailable = _known is not null;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Sets what the manager believes of the network now, and whenever it changes, until it is disposed of.</summary>
    /// <param name="manager">The manager; it is not disposed of.</param>
    /// <returns>Dispose of it before the manager; the network stays as it was last.</returns>
    /// <exception cref="ArgumentNullException">The manager is null (E_INVALIDARG).</exception>
    /// <exception cref="ObjectDisposedException">The manager has ended.</exception>
    public static MachineNetwork Follow(BackgroundCopyManager manager) => Follow(manager, new NetworkAdapters());

    internal static MachineNetwork Follow(BackgroundCopyManager manager, INetworkAdapters adapters) => new(manager ?? throw Failure.Null(nameof(manager)), adapters);

    /// <summary>The manager follows no more.</summary>
    public void Dispose()
    {
        _adapters.Changed -= OnChanged;
        lock (_gate)
        {
            _isOver = true;
        }

        _timer.Dispose();
    }

    private void OnChanged()
    {
        lock (_gate)
        {
            if (!_isArmed && !_isOver)
            {
                _isArmed = true;
                _timer.Change(SettlingTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void LookAgain()
    {
        lock (_gate)
        {
            _isArmed = false;
        }

        OnChanged();
    }

    private void Settle()
    {
        string? before;
        string? now;
        try
        {
            now = _adapters.Read();
        }
        catch (NetworkInformationException)
        {
            // They change while they are read: as long as nobody knows better, the network is as it was.
            LookAgain();
            return;
        }

        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            (before, _known, _isArmed) = (_known, now, false);
        }

        try
        {
            if ((before is null) != (now is null))
            {
                _manager.Environment.NetworkAvailable = now is not null;
            }
            else if (before != now)
            {
                _manager.Environment.NetworkChanged();
            }
        }
        catch (ObjectDisposedException)
        {
            // The manager has ended first, and follows nothing any more.
        }
    }
}
