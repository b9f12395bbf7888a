namespace Bits.RetrySim;

/// <summary>
/// Says so where a file is to be written to a name to which another one is: the one that is completed last replaces the other's file, which hardly anybody
/// means. BITS refuses neither (FILE-25). Guarded by the service's lock.
/// </summary>
internal sealed class NameHints(Agenda agenda, JobSteps steps)
{
    private LocalNames Names => steps.Table.LocalNames;

    /// <summary>Before files are added, or go elsewhere: what is there is taken note of.</summary>
    internal void Begin()
    {
        if (steps.Journal.HearsHints)
        {
            Names.Begin(steps.Table.InOrder);
        }
    }

    /// <summary>Files have been added to a job.</summary>
    internal void Follow(JobRecord job, ReadOnlySpan<FileRecord> added)
    {
        if (!steps.Journal.HearsHints)
        {
            return;
        }

        foreach (FileRecord file in added)
        {
            if (!file.IsSent)
            {
                Look(job, file);
            }
        }
    }

    /// <summary>The reply of a job goes elsewhere (UP-6).</summary>
    internal void Move(JobRecord job, FileRecord reply, string from)
    {
        if (steps.Journal.HearsHints)
        {
            Names.Forget(job, reply, from);
            Look(job, reply);
        }
    }

    private void Look(JobRecord job, FileRecord file)
    {
        string name = IsReply(job, file) ? "The reply" : $"File {file.Index + 1}";
        if (Names.Add(job, file) is { } other)
        {
            Tell(job, $"{name} has the local name of {Describe(job, other)}: {FileNames.Shown(file.LocalName)}. The one completed last stays.");
        }

        if (IsReply(job, file) && FileNames.KeyOf(file.LocalName) == FileNames.KeyOf(job.Files[0].LocalName))
        {
            Tell(job, $"{name} has the local name of the file that is sent: {FileNames.Shown(file.LocalName)}. Complete replaces that file.");
        }
    }

    private static string Describe(JobRecord job, LocalNames.Target other)
    {
        string file = IsReply(other.Job, other.File) ? "the reply" : $"file {other.File.Index + 1}";
        return other.Job == job ? $"{file} of the same job"
            : $"{file} of job {other.Job.Number}, which is not finished" + (other.Jobs > 1 ? FormattableString.Invariant($", and of {other.Jobs - 1} more jobs") : "");
    }

    private static bool IsReply(JobRecord job, FileRecord file) => file == job.Extras.Reply?.File;

    private void Tell(JobRecord job, string text) => steps.Journal.Hint(agenda.Instant, job.Number, text);
}
