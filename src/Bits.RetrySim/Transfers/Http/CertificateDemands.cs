using System.Collections.Concurrent;

namespace Bits.RetrySim;

/// <summary>
/// Which servers have asked for a client certificate and were shown none. Many only ask; one that insists ends the connection, at a time and in a way that
/// differs from server to server and from system to system, and with nothing that says why. So who has asked and never answered without one insists.
/// </summary>
/// <threadsafety>Safe from any thread.</threadsafety>
internal sealed class CertificateDemands
{
    /// <summary>By host; whether it has answered all the same.</summary>
    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A server has asked, and there is nothing to show.</summary>
    internal void Add(string host) => _asked.TryAdd(host, false);

    /// <summary>A server has answered, with whatever status.</summary>
    internal void NoteAnswer(string host)
    {
        if (!_asked.IsEmpty)
        {
            _asked.TryUpdate(host, true, false);
        }
    }

    /// <summary>Whether that is why a request has failed; the next one finds out anew.</summary>
    internal bool TakeUnmet(string host) => _asked.TryRemove(new(host, false));
}
