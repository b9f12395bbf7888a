namespace Bits.RetrySim.Tests;

/// <summary>A row of the table of states and methods: what a call leads to in each state, in the table's order of states.</summary>
/// <param name="Rule">The rule of the row.</param>
/// <param name="Method">The method, and what makes this row another one than those of the same method.</param>
/// <param name="Outcomes">A cell for each state: the state afterwards, the name of the refusal (<see cref="Refusals"/>), or what the call answers.</param>
/// <param name="Call">The call; answers null, or what the cell says in place of the state afterwards.</param>
internal sealed record MethodRow(string Rule, string Method, string Outcomes, Func<MethodCell, string?> Call)
{
    /// <summary>Whether a job can come to a state; else the cell is "-" and nothing is called.</summary>
    private const string NoCell = "-";

    private static readonly Func<Bench, BackgroundCopyJobState, BackgroundCopyJob> Plain = static (bench, state) => bench.JobIn(state);

    private static readonly Dictionary<int, string> Refusals = new()
    {
        [HResults.BG_E_INVALID_STATE] = "INV",
        [HResults.BG_E_READ_ONLY_PROPERTY_AFTER_RESUME] = "LATE",
        [HResults.BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE] = "FILE",
        [HResults.BG_E_READ_ONLY_WHEN_JOB_ACTIVE] = "BUSY",
        [HResults.BG_E_EMPTY] = "EMPTY",
        [HResults.E_PENDING] = "PENDING",
        [HResults.E_NOTIMPL] = "NOTIMPL",
        [HResults.BG_E_TOO_MANY_FILES] = "MANY",
        [HResults.BG_E_RANDOM_ACCESS_NOT_SUPPORTED] = "RANDOM",
        [HResults.BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY] = "DOWN",
    };

    /// <summary>Makes the job of a cell, in its state; the type of job, and what came before, is a matter of the row.</summary>
    internal Func<Bench, BackgroundCopyJobState, BackgroundCopyJob> Arrange { get; init; } = Plain;

    /// <summary>Whether its job is a download of which nothing is special.</summary>
    internal bool IsPlain => Arrange == Plain;

    /// <summary>The row as the emulation has it: each cell with a job and a manager of its own, and the call 20 seconds after the job came into the state.</summary>
    internal string Run() => string.Join(' ', JobStates.TableOrder.Zip(Outcomes.Split(' '), (state, outcome) => outcome == NoCell ? NoCell : Run(state)));

    private string Run(BackgroundCopyJobState state)
    {
        using Bench bench = new();
        BackgroundCopyJob job = Arrange(bench, state);
        bench.GoTo(20);
        BackgroundCopyJobTimes times = job.Times;
        string? answer = null;
        if (Record.Exception(() => answer = Call(new MethodCell(bench, job))) is { } refusal)
        {
            job.State.Should().Be(state, "{0} is refused", Method);
            job.Times.Should().Be(times, "{0} is refused", Method);
            return Refusals.GetValueOrDefault(refusal.HResult) ?? refusal.ToString();
        }

        return answer ?? Short(job.State);
    }

    private static string Short(BackgroundCopyJobState state) => state switch
    {
        BackgroundCopyJobState.Suspended => "SUSP",
        BackgroundCopyJobState.Queued => "QUE",
        BackgroundCopyJobState.Connecting => "CONN",
        BackgroundCopyJobState.Transferring => "XFER",
        BackgroundCopyJobState.TransientError => "TERR",
        BackgroundCopyJobState.Error => "ERR",
        BackgroundCopyJobState.Transferred => "XFRD",
        BackgroundCopyJobState.Acknowledged => "ACK",
        _ => "CAN",
    };
}
