namespace Bits.RetrySim.Tests;

/// <summary>Reports of attempts by hand: what each running attempt meets at one instant, drawn for each job by itself.</summary>
internal static class GoldenHand
{
    private const int Size = 1000;
    private static readonly int[] Statuses = [503, 503, 500, 404, 408];

    internal static void Report(GoldenStage stage, ulong seed)
    {
        foreach (ManualAttempt attempt in stage.Manual.Running)
        {
            GoldenRandom random = new((seed * 100) + (ulong)attempt.JobNumber);
            stage.Note(FormattableString.Invariant(
                $"attempt of job {attempt.JobNumber}: {attempt.LocalName} from {attempt.Offset}, {attempt.BytesReceived} of {attempt.Size}, foreground {attempt.IsForeground}"));
            stage.Try("report", () => Report(attempt, random));
        }

        stage.Look("after reports");
    }

    private static void Report(ManualAttempt attempt, GoldenRandom random)
    {
        int status = random.Of(Statuses);
        switch (random.Below(12))
        {
            case < 2:
                break;
            case 2:
                attempt.FailHttp(status);
                break;
            case 3:
                attempt.Fail(HResults.ERROR_WINHTTP_CONNECTION_ERROR);
                break;
            case < 12 when attempt.Size is null:
                attempt.Accept(Size);
                break;
            case < 6 when attempt.Size is { } size:
                attempt.Receive(size - attempt.Offset - attempt.BytesReceived);
                attempt.Complete();
                break;
            case < 10:
                attempt.Receive(random.Of(1, 100, 250));
                break;
            case 10:
                attempt.Restart(Size + random.Below(3));
                break;
            default:
                attempt.Complete();
                break;
        }
    }
}
