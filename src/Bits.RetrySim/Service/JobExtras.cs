namespace Bits.RetrySim;

/// <summary>What few jobs have: made when the first of it is set.</summary>
internal sealed class JobExtras
{
    internal BackgroundCopyJobType Type { get; } = BackgroundCopyJobType.Download;

    internal string Description { get; set; } = "";

    /// <summary>The owner was elevated when he made the job or took it over (COM-10).</summary>
    internal bool IsOwnerElevated { get; set; }

    /// <summary>What the job's requests carry.</summary>
    internal TransferSettings Transfer { get; set; } = TransferSettings.Default;

    /// <summary>The most bytes that all files together may have; null: no limit (PROP-5).</summary>
    internal long? MaximumDownloadSize { get; set; }

    internal BackgroundCopyCostStates? CostFlags { get; set; }

    /// <summary>The retry delay as the client asked for it, in seconds, before the floor (RETRY-3).</summary>
    internal uint? RequestedRetryDelay { get; set; }

    /// <summary>See <see cref="JobRecord.Freeze"/>, which keeps the job's place in its list in line with it.</summary>
    internal JobFreeze? Freeze { get; set; }

    /// <summary>Resumes out of TRANSIENT_ERROR since the last byte, or the last retry that waited for its delay.</summary>
    internal int ResumesInSeries { get; set; }

    /// <summary>Clients that wait for a state, in the order in which they began; null while there is none.</summary>
    internal LinkedList<StateWait>? Waits { get; set; }
}
