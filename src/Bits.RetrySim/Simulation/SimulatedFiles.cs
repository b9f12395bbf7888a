namespace Bits.RetrySim;

/// <summary>
/// The local files of a simulation. Nothing is written anywhere: every path can be written, renamed and deleted unless the script here says
/// otherwise.
/// </summary>
/// <threadsafety>Safe from any thread.</threadsafety>
public sealed class SimulatedFiles : LocalFiles
{
    private readonly object _gate = new();
    private readonly HashSet<string> _denied = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _undeletable = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _unrenamable = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>AddFile with this local name fails with E_ACCESSDENIED (FILE-6).</summary>
    /// <param name="localName">The local name.</param>
    /// <exception cref="ArgumentException">Not an acceptable local name (E_INVALIDARG).</exception>
    public void DenyWrite(string localName) => Change(localName, () => _denied.Add(localName));

    /// <summary>Complete cannot give this file its final name (LIFE-14).</summary>
    /// <param name="localName">The local name.</param>
    /// <param name="hresult">What Complete fails with; negative.</param>
    /// <exception cref="ArgumentException">Not an acceptable local name, or not an error (E_INVALIDARG).</exception>
    public void FailRename(string localName, int hresult)
    {
        if (hresult >= 0)
        {
            throw Failure.OutOfRange(nameof(hresult), hresult, $"{ErrorText.Hex(hresult)} is a success; a rename fails with a negative HRESULT.");
        }

        Change(localName, () => _unrenamable[localName] = hresult);
    }

    /// <summary>The temporary file of this local name cannot be deleted when its job ends (BG_S_UNABLE_TO_DELETE_FILES, LIFE-10).</summary>
    /// <param name="localName">The local name.</param>
    /// <exception cref="ArgumentException">Not an acceptable local name (E_INVALIDARG).</exception>
    public void FailDelete(string localName) => Change(localName, () => _undeletable.Add(localName));

    /// <summary>Everything works again for this local name.</summary>
    /// <param name="localName">The local name.</param>
    /// <exception cref="ArgumentException">Not an acceptable local name (E_INVALIDARG).</exception>
    public void Restore(string localName) => Change(localName, () =>
    {
        _denied.Remove(localName);
        _undeletable.Remove(localName);
        _unrenamable.Remove(localName);
    });

    /// <inheritdoc/>
    internal override int CheckWritable(string localName)
    {
        lock (_gate)
        {
            return _denied.Contains(localName) ? HResults.E_ACCESSDENIED : 0;
        }
    }

    /// <inheritdoc/>
    internal override int Rename(string localName)
    {
        lock (_gate)
        {
            return _unrenamable.GetValueOrDefault(localName);
        }
    }

    /// <inheritdoc/>
    internal override int Delete(string localName)
    {
        lock (_gate)
        {
            return _undeletable.Contains(localName) ? HResults.E_ACCESSDENIED : 0;
        }
    }

    private void Change(string localName, Action change)
    {
        FileNames.CheckLocalName(localName, nameof(localName));
        lock (_gate)
        {
            change();
        }
    }
}
