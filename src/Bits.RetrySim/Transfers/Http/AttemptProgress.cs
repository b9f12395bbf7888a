namespace Bits.RetrySim;

/// <summary>How many bytes of the file are here, and telling so.</summary>
internal sealed class AttemptProgress(HttpLine line, Action<TransferReport> push, long bytes)
{
    /// <summary>Where each step waits for the disk, steps are this large.</summary>
    private const long StepOnDisk = 16L * 1024 * 1024;

    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(1);

    private long _unsaved;
    private long _savedAt;

    /// <summary>What is here, as far as it is told, or may be.</summary>
    internal long Bytes { get; private set; } = bytes;

    internal PartialFile? File { get; set; }

    internal void BeginAt(long from) => (Bytes, _unsaved) = (from, 0);

    /// <summary>So many more bytes have been handed to the operating system.</summary>
    internal void Add(int count)
    {
        bool isFirst = _unsaved == 0 && _savedAt == 0;
        _unsaved += count;
        if (line.Options.Durability == TransferDurability.Power && !isFirst && _unsaved < StepOnDisk && line.Provider.GetElapsedTime(_savedAt) < LongestStep)
        {
            return;
        }

        Save();
        push(new TransferReport(TransferReportKind.Received, Bytes));
    }

    /// <summary>All that was written counts.</summary>
    internal void Save()
    {
        if (_unsaved == 0)
        {
            return;
        }

        // What the disk refuses does not count, nor is the disk asked once more: it may say yes and have lost the bytes.
        long saved = _unsaved;
        _unsaved = 0;
        if (line.Options.Durability == TransferDurability.Power)
        {
            Flush();
            _savedAt = line.Provider.GetTimestamp();
        }

        Bytes += saved;
    }

    private void Flush()
    {
        try
        {
            line.Options.Flush(File!);
        }
        catch (Exception failure) when (DiskErrors.Has(failure))
        {
            throw TransferException.OfDisk(failure);
        }
    }
}
