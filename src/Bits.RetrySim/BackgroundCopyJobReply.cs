namespace Bits.RetrySim;

/// <summary>What the server application answers to a file that was sent to it: <see cref="BackgroundCopyJob.Reply"/> (UP-6).</summary>
/// <threadsafety>Safe from any thread.</threadsafety>
public sealed class BackgroundCopyJobReply
{
    private readonly ServiceDoor _service;
    private readonly JobRecord _record;
    private readonly ReplyRecord _reply;

    internal BackgroundCopyJobReply(ServiceDoor service, JobRecord record, ReplyRecord reply)
    {
        _service = service;
        _record = record;
        _reply = reply;
    }

    /// <summary>Where it goes (GetReplyFileName, SetReplyFileName): a full path of at most 260 characters.</summary>
    /// <value>Unless one was set, a name beside the file that is sent; <see langword="null"/> before that one was added.</value>
    /// <exception cref="ArgumentException">Not an acceptable local name (E_INVALIDARG, FILE-5).</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written (E_ACCESSDENIED).</exception>
    /// <exception cref="BitsException">
    /// The reply has started to come, or the job is in a final state (BG_E_INVALID_STATE, METHOD-SetReplyFileName). Or the temporary file of the name before cannot
    /// be deleted: with that error's code, or E_ACCESSDENIED as above; then the name stays.
    /// </exception>
    public string? FileName
    {
        get => _service.Reader.Read(_record, _ => _reply.File?.LocalName ?? _reply.LocalName);
        set
        {
            _service.Files.RefuseIfFinal(_record, JobCall.SetReplyFileName);
            FileNames.CheckLocalName(value, nameof(FileName));
            _service.ReplyCalls.Move(_record, _reply, value!);
        }
    }

    /// <summary>How much of it is here (GetReplyProgress).</summary>
    /// <value>Its size is <see langword="null"/> until it starts to come (PROG-7); which part of a job has failed shows by that (ERR-11).</value>
    public BackgroundCopyFileProgress Progress => _service.ReplyCalls.ReadProgress(_record, _reply);

    /// <summary>What it holds (GetReplyData), to be read while the job is in TRANSFERRED.</summary>
    /// <returns>A copy; zeros where a reply was scripted by its size alone; empty if the server application gave none.</returns>
    /// <exception cref="BitsException">
    /// The job is in another state (BG_E_INVALID_STATE, METHOD-GetReplyData), or the reply has more than 1,048,576 bytes (BG_E_TOO_LARGE, LIM-13).
    /// </exception>
    public byte[] GetData() => _service.ReplyCalls.Read(_record, _reply);
}
