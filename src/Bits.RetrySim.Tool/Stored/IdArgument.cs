using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary>The id of a job on the command line.</summary>
internal static class IdArgument
{
    internal static Argument<string> Create() => new("ID") { Description = "The id of the job, or its first digits, as list shows it." };
}
