namespace Bits.RetrySim;

/// <summary>A notification program in the place of a callback: it takes an event by exiting with 0 (CMD-2, CMD-6).</summary>
internal sealed class CommandCallback(Func<BackgroundCopyCommand, int> starter, NotifyCommand command) : IBackgroundCopyCallback, INotificationProgram
{
    public string Program => command.Program;

    public void JobTransferred(BackgroundCopyJob job) => Run(job, error: null);

    public void JobError(BackgroundCopyJob job, BackgroundCopyError error) => Run(job, error);

    public void JobModification(BackgroundCopyJob job) => throw NoEvent();

    public void FileTransferred(BackgroundCopyJob job, BackgroundCopyFile file) => throw NoEvent();

    private void Run(BackgroundCopyJob job, BackgroundCopyError? error)
    {
        int exitCode = starter(new BackgroundCopyCommand(job, error, command));
        if (exitCode != 0)
        {
            throw Failure.Bits(HResults.E_FAIL, $"The notification program {FileNames.Shown(command.Program)} of job {job.Number} exited with code {exitCode}.");
        }
    }

    private static InvalidOperationException NoEvent() => new("A notification program is run for TRANSFERRED and ERROR only (CMD-2).");
}
