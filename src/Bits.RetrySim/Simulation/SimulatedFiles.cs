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
    private readonly HashSet<string> _mappedForOwnerOnly = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _undeletable = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _unrenamable = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Of jobs that share a local name each has a temporary file of its own.</summary>
    private readonly Dictionary<string, int> _temporary = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DeliveredFile> _delivered = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The files that lie in their place because a job was completed, by their local names; of several of one name the one that came last.</summary>
    /// <value>A snapshot; empty before the first <see cref="BackgroundCopyJob.Complete"/>.</value>
    /// <example><code>bits.Files.Delivered.Should().ContainSingle().Which.Size.Should().Be(500_000_000);</code></example>
    public IReadOnlyList<DeliveredFile> Delivered
    {
        get
        {
            lock (_gate)
            {
                return Array.AsReadOnly(_delivered.Values.OrderBy(file => file.LocalName, StringComparer.OrdinalIgnoreCase).ToArray());
            }
        }
    }

    /// <summary>
    /// The local names for which there are temporary files (LIFE-15): from AddFile until the job is completed, cancelled, or ended by the inactivity
    /// policy; longer, if they cannot be deleted (LIFE-10).
    /// </summary>
    /// <value>A snapshot in alphabetical order, each name once for every temporary file; empty: nothing is left behind.</value>
    /// <example><code>bits.Files.Temporary.Should().BeEmpty();</code></example>
    public IReadOnlyList<string> Temporary
    {
        get
        {
            lock (_gate)
            {
                return Array.AsReadOnly(_temporary.OrderBy(name => name.Key, StringComparer.OrdinalIgnoreCase)
                    .SelectMany(name => Enumerable.Repeat(name.Key, name.Value)).ToArray());
            }
        }
    }

    /// <summary>AddFile with this local name fails with E_ACCESSDENIED (FILE-6).</summary>
    /// <param name="localName">The local name.</param>
    /// <exception cref="ArgumentException">Not an acceptable local name (E_INVALIDARG).</exception>
    public void DenyWrite(string localName) => Change(localName, () => _denied.Add(localName));

    /// <summary>
    /// The drive of this local name points elsewhere for any other user, as one that each maps for himself: <see cref="BackgroundCopyJob.TakeOwnership"/> fails with
    /// BG_E_NEW_OWNER_DIFF_MAPPING (PROP-23).
    /// </summary>
    /// <param name="localName">The local name.</param>
    /// <exception cref="ArgumentException">Not an acceptable local name (E_INVALIDARG).</exception>
    public void MapForOwnerOnly(string localName) => Change(localName, () => _mappedForOwnerOnly.Add(localName));

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
        _mappedForOwnerOnly.Remove(localName);
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
    internal override bool IsMappedForOwnerOnly(string localName)
    {
        lock (_gate)
        {
            return _mappedForOwnerOnly.Contains(localName);
        }
    }

    /// <inheritdoc/>
    internal override void Begin(string localName)
    {
        lock (_gate)
        {
            _temporary[localName] = _temporary.GetValueOrDefault(localName) + 1;
        }
    }

    /// <inheritdoc/>
    internal override void Withdraw(string localName)
    {
        lock (_gate)
        {
            End(localName);
        }
    }

    /// <inheritdoc/>
    internal override int Rename(in FileTarget target)
    {
        lock (_gate)
        {
            return _unrenamable.GetValueOrDefault(target.LocalName);
        }
    }

    /// <inheritdoc/>
    internal override void Deliver(FileSnapshot file, int job)
    {
        lock (_gate)
        {
            End(file.LocalName);
            DateTimeOffset? lastModified = file.TimeStamp >= 0 ? new DateTimeOffset(file.TimeStamp, TimeSpan.Zero) : null;
            _delivered[file.LocalName] = new DeliveredFile(file.LocalName, file.Bytes, lastModified, file.RemoteName, job);
        }
    }

    /// <inheritdoc/>
    internal override int Delete(in FileTarget target)
    {
        lock (_gate)
        {
            if (_undeletable.Contains(target.LocalName))
            {
                return HResults.E_ACCESSDENIED;
            }

            End(target.LocalName);
            return 0;
        }
    }

    /// <summary>One temporary file of the name less.</summary>
    private void End(string localName)
    {
        if (_temporary.Remove(localName, out int count) && count > 1)
        {
            _temporary.Add(localName, count - 1);
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
