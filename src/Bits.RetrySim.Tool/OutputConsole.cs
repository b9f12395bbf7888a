using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>Where results go: the terminal as wide as it is, a pipe or file as wide as the tables need.</summary>
internal static class OutputConsole
{
    private const int RedirectedWidth = 140;

    internal static IAnsiConsole Create()
    {
        IAnsiConsole console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }
}
