using System.CommandLine;
using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>The command <c>bits-retrysim</c>.</summary>
internal static class CommandLine
{
    /// <summary>What the command line asks for cannot be done.</summary>
    internal const int UsageError = 2;

    internal static int Run(string[] args, IAnsiConsole console, TextWriter error)
    {
        RootCommand root = new("Shows what a BITS download does through an outage, in virtual time.")
        {
            SimulateCommand.Create(console),
        };
        try
        {
            return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Error = error });
        }
        catch (UsageException exception)
        {
            error.WriteLine($"bits-retrysim: {exception.Message}");
            return UsageError;
        }
    }
}
