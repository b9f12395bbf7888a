namespace Bits.RetrySim;

/// <summary>What clients ask of the reply of an upload (UP-6).</summary>
internal sealed class ReplyCalls(JobCalls calls, JobSteps steps, JobReader reader, LentFiles files, NameHints hints)
{
    /// <summary>The longest reply that can be read at once, in bytes (LIM-13).</summary>
    internal const int MaximumData = 1_048_576;

    internal BackgroundCopyFileProgress ReadProgress(JobRecord job, ReplyRecord reply) =>
        reader.Read(job, _ => reply.File) is { } file ? reader.ReadProgress(job, file) : new BackgroundCopyFileProgress(null, 0, false);

    /// <summary>The reply is given this name, until it starts to come (METHOD-SetReplyFileName).</summary>
    internal void Move(JobRecord job, ReplyRecord reply, string localName)
    {
        using (calls.Enter(job))
        {
            CheckCanMove(job);
        }

        if (files.CheckWritable(localName) is var failure and < 0)
        {
            throw Failure.Of(failure, $"{FileNames.Shown(localName)} cannot be written.");
        }

        FileRecord? file = reply.File;
        string? before = file?.LocalName;
        if (file is not null && files.Delete(job, file) is var kept and < 0)
        {
            throw Failure.Of(kept, $"The temporary file of {FileNames.Shown(file.LocalName)} cannot be deleted; the reply stays there.");
        }

        try
        {
            Rename(job, reply, localName);
        }
        catch
        {
            // Of a job that has ended meanwhile nothing is left behind.
            Begin(reader.Read(job, static record => record.Data.IsFinal) ? null : before);
            throw;
        }

        Begin(before is null ? null : localName);
    }

    private void Rename(JobRecord job, ReplyRecord reply, string localName)
    {
        using CallScope scope = calls.Enter(job);
        CheckCanMove(job);
        hints.Begin();
        string? before = reply.File?.LocalName;
        reply.Rename(localName);
        steps.Call(job, JobTrigger.Configure, JobCall.SetReplyFileName, FileNames.Shown(localName));
        if (before is not null)
        {
            hints.Move(job, reply.File!, before);
        }

        steps.Callbacks.Plan(job);
    }

    private void Begin(string? localName)
    {
        if (localName is not null)
        {
            files.Begin(localName);
        }
    }

    /// <summary>What it holds (METHOD-GetReplyData).</summary>
    internal byte[] Read(JobRecord job, ReplyRecord reply)
    {
        using CallScope scope = calls.Enter(job);
        if (job.Data.State != BackgroundCopyJobState.Transferred)
        {
            throw Failure.Bits(HResults.BG_E_INVALID_STATE, $"GetReplyData is not allowed on job {job.Number}, which is {job.Data.State}; a reply is read in Transferred.");
        }

        return reply.File!.Bytes <= MaximumData ? reply.Read()
            : throw Failure.Bits(HResults.BG_E_TOO_LARGE, $"The reply of job {job.Number} has {reply.File.Bytes} bytes; up to {MaximumData} can be read at once, a longer one from its file.");
    }

    private static void CheckCanMove(JobRecord job)
    {
        Refusal.ThrowIfFinal(job, JobCall.SetReplyFileName);
        if (job.Data.FilesTransferred > 0)
        {
            throw Failure.Bits(HResults.BG_E_INVALID_STATE, $"SetReplyFileName is not allowed on job {job.Number}, which is {job.Data.State}: its file has been sent, and its reply has started.");
        }
    }
}
