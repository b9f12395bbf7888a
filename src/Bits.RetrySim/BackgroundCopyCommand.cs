namespace Bits.RetrySim;

/// <summary>
/// A notification program that is to be run: what <see cref="BackgroundCopyManagerOptions.CommandStarter"/> gets (CMD-2).
/// </summary>
/// <threadsafety>Immutable; safe from any thread.</threadsafety>
public sealed class BackgroundCopyCommand
{
    internal BackgroundCopyCommand(BackgroundCopyJob job, BackgroundCopyError? error, NotifyCommand command)
    {
        Job = job;
        Error = error;
        Program = command.Program;
        Parameters = command.Parameters;
        User = command.User;
    }

    /// <summary>The job it is told of. The program may complete or cancel it, as every client.</summary>
    public BackgroundCopyJob Job { get; }

    /// <summary>Why the job failed.</summary>
    /// <value>Null if it is TRANSFERRED.</value>
    public BackgroundCopyError? Error { get; }

    /// <summary>The program's full path.</summary>
    public string Program { get; }

    /// <summary>Its parameters, the first of which names the program; they may be secret.</summary>
    /// <value>Empty if there are none.</value>
    public string Parameters { get; }

    /// <summary>The user who set the command, and in whose name it runs; not always the owner of the job.</summary>
    public BackgroundCopyUser User { get; }

    /// <summary>The program and the job, without the parameters, which may be secret.</summary>
    /// <returns>One line, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{SafeText.OneLine(FileNames.WithoutSecrets(Program))} for job {Job.Number}");
}
