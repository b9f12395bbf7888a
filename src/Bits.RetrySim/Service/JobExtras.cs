namespace Bits.RetrySim;

/// <summary>What few jobs have: made when the first of it is set.</summary>
internal sealed class JobExtras
{
    internal BackgroundCopyJobType Type { get; set; } = BackgroundCopyJobType.Download;

    /// <summary>How an upload stands with its server; null for any other job.</summary>
    internal UploadRecord? Upload { get; set; }

    /// <summary>What comes of an upload with a reply; null for any other job (UP-6).</summary>
    internal ReplyRecord? Reply { get; set; }

    internal string Description { get; set; } = "";

    /// <summary>The owner was elevated when he made the job or took it over (COM-10).</summary>
    internal bool IsOwnerElevated { get; set; }

    /// <summary>What the job's requests carry.</summary>
    internal TransferSettings Transfer { get; set; } = TransferSettings.Default;

    /// <summary>The most bytes that all files together may have; null: no limit (PROP-5).</summary>
    internal long? MaximumDownloadSize { get; set; }

    /// <summary>Whose rights the job uses besides its owner's; null: nobody's (NET-7).</summary>
    internal BackgroundCopyUser? HelperToken { get; set; }

    /// <summary>Whether it had a token that is gone, and has not been given another one.</summary>
    internal bool IsTokenLost { get; set; }

    internal BackgroundCopyTokenOptions TokenOptions { get; set; }

    /// <summary>Who judges the certificates of servers; null: nobody, or a restart has lost him (PROP-25).</summary>
    internal CertificateJudge? CertificateJudge { get; set; }

    /// <summary>Kept, and without effect here (ERR-30).</summary>
    internal BackgroundCopyFileAclOptions FileAclOptions { get; set; }

    /// <summary>Kept, and without effect here (POLICY-10).</summary>
    internal BackgroundCopyPeerCachingOptions PeerCaching { get; set; }

    /// <summary>Files have got other remote names since the last Resume (FILE-13).</summary>
    internal bool HasNewNames { get; set; }

    /// <summary>Parts of a file have been asked for, so that files may arrive in another order than they were added (FILE-24).</summary>
    internal bool IsFetchedByParts { get; set; }

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
