using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary><c>suspend|cancel|complete ID [--store FILE]</c>: a call of a job that nothing downloads.</summary>
internal sealed class CallCommand
{
    internal const string ExampleOfSuspend = "bits-retrysim suspend 3f2a91c0";
    internal const string ExampleOfCancel = "bits-retrysim cancel 3f2a91c0";
    internal const string ExampleOfComplete = "bits-retrysim complete 3f2a91c0 --store jobs.db";

    private readonly Argument<string> _id = IdArgument.Create();
    private readonly StoreOptions _stores = new();
    private readonly Terminal _terminal;
    private readonly Func<BackgroundCopyJob, BackgroundCopyResult> _call;

    private CallCommand(Terminal terminal, Func<BackgroundCopyJob, BackgroundCopyResult> call)
    {
        _terminal = terminal;
        _call = call;
    }

    internal static Command CreateSuspend(Terminal terminal) =>
        Create(terminal, "suspend", "Suspends a download: no other one of its store takes it along any more.", Suspend);

    internal static Command CreateCancel(Terminal terminal) =>
        Create(terminal, "cancel", "Gives a download up, and removes what has come of it.", static job => job.Cancel());

    internal static Command CreateComplete(Terminal terminal) =>
        Create(terminal, "complete", "Puts the files of a download that are whole into their place, and gives up the others.", static job => job.Complete());

    private static Command Create(Terminal terminal, string name, string description, Func<BackgroundCopyJob, BackgroundCopyResult> call)
    {
        CallCommand action = new(terminal, call);
        Command command = new(name, description) { action._id };
        action._stores.AddTo(command);
        command.SetAction(action.Run);
        return command;
    }

    private static BackgroundCopyResult Suspend(BackgroundCopyJob job)
    {
        job.Suspend();
        return BackgroundCopyResult.Ok;
    }

    private int Run(ParseResult parsed)
    {
        StoreCatalog stores = _stores.Read(parsed);
        StoredDownload found = stores.Find(parsed.GetValue(_id)!);
        using DownloadStore store = stores.OpenAtRest(found);
        BackgroundCopyJob job = store.Manager.GetJob(found.Id);
        DownloadEnd end = DownloadEnd.Of(job);
        BackgroundCopyResult result = _call(job);
        (end with { State = job.State, ErrorCode = 0 }).Print(_terminal, store, _stores.IsJson(parsed));
        return Tell(result);
    }

    private int Tell(BackgroundCopyResult result)
    {
        if (result != BackgroundCopyResult.UnableToDeleteFiles)
        {
            return ExitCodes.Done;
        }

        _terminal.Error.WriteLine("bits-retrysim: not all that had come could be removed; files called BIT*.tmp are left.");
        return ExitCodes.FailedOn;
    }
}
