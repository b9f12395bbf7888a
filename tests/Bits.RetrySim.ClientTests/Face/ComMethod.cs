using Bits.RetrySim;
using Bits.RetrySim.Interop;
using Bits.RetrySim.Tests;

namespace BitsClients;

/// <summary>A row of the table of states and methods, called through COM.</summary>
/// <param name="Label">The row, without the type of job.</param>
/// <param name="Name">The method of the header.</param>
/// <param name="Call">The call; answers null, or what the cell says in place of the state afterwards.</param>
internal sealed record ComMethod(string Label, string Name, Func<IBackgroundCopyJob5, string?> Call)
{
    /// <summary>Whose view of the job is called.</summary>
    internal Func<MethodCell, BackgroundCopyJob> View { get; init; } = static cell => cell.Job;

    /// <summary>The row with its call through COM, all else being equal: its cells are the HRESULTs that COM brings across.</summary>
    internal MethodRow Of(MethodRow row) => row with { Call = cell => Call(ComOf(View(cell))) };

    /// <summary>A job as a client has it, also one that no manager finds any more.</summary>
    internal static IBackgroundCopyJob5 ComOf(BackgroundCopyJob job) =>
        ComPointer.ToManaged<IBackgroundCopyJob5>(new ComSession(BitsVersion.V10_3, new ComFailures(), caller: null).PointerTo(job));
}
