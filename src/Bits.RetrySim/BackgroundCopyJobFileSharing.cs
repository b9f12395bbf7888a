namespace Bits.RetrySim;

/// <summary>What a job's files keep of a share, and who may have them: <see cref="BackgroundCopyJob.FileSharing"/>. Settable and readable as in BITS, and without effect.</summary>
/// <threadsafety>Safe from any thread.</threadsafety>
public sealed class BackgroundCopyJobFileSharing
{
    private readonly ServiceDoor _service;
    private readonly JobRecord _record;

    internal BackgroundCopyJobFileSharing(ServiceDoor service, JobRecord record)
    {
        _service = service;
        _record = record;
    }

    /// <summary>What of a share's access lists is kept on downloaded files; kept here, and without effect, as there are no access lists (METHOD-SetFileACLFlags).</summary>
    /// <value>None by default, and ignored for HTTP.</value>
    /// <exception cref="ArgumentOutOfRangeException">An undefined bit (E_INVALIDARG, PROP-22).</exception>
    /// <exception cref="BitsException">The job is in TRANSFERRED or in a final state (BG_E_INVALID_STATE).</exception>
    public BackgroundCopyFileAclOptions FileAclOptions
    {
        get => _service.Reader.Read(_record, static job => job.Extras.FileAclOptions);
        set
        {
            if ((value & ~BackgroundCopyFileAclOptions.All) != 0)
            {
                throw Failure.OutOfRange(nameof(FileAclOptions), value, $"FileAclOptions 0x{(int)value:X} has undefined bits; the defined ones are 0x{(int)BackgroundCopyFileAclOptions.All:X}.");
            }

            _service.ConnectionCalls.SetFileAclOptions(_record, value);
        }
    }

    /// <summary>The job's part in peer caching; kept here, and without effect, as there are no peers (POLICY-10).</summary>
    /// <value>None by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">An undefined bit (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    public BackgroundCopyPeerCachingOptions PeerCaching
    {
        get => _service.Reader.Read(_record, static job => job.Extras.PeerCaching);
        set
        {
            const BackgroundCopyPeerCachingOptions All = (BackgroundCopyPeerCachingOptions)7;
            if ((value & ~All) != 0)
            {
                throw Failure.OutOfRange(nameof(PeerCaching), value, $"PeerCaching 0x{(int)value:X} has undefined bits; the defined ones are 0x{(int)All:X}.");
            }

            _service.Calls.Configure(_record, value, static (job, options) => job.MakeExtras().PeerCaching = options, JobCall.SetPeerCaching, value.ToString());
        }
    }
}
