using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary>The command <c>bits-retrysim</c>.</summary>
internal static class Program
{
    /// <summary>What the command line asks for cannot be done.</summary>
    internal const int UsageError = 2;

    private static int Main(string[] args)
    {
        RootCommand root = new("Shows what a BITS download does through an outage, in virtual time.")
        {
            SimulateCommand.Create(),
        };
        try
        {
            return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (UsageException exception)
        {
            Console.Error.WriteLine($"bits-retrysim: {exception.Message}");
            return UsageError;
        }
    }
}
