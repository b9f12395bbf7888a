using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>Warnings, as they look in every command.</summary>
internal static class Warnings
{
    private static readonly Style Alarming = new(Color.Yellow);

    internal static void Write(IAnsiConsole console, IReadOnlyList<SettingsWarning> warnings)
    {
        foreach (SettingsWarning warning in warnings)
        {
            console.Write(new Paragraph("Warning: ", Alarming).Append(warning.Message));
            console.WriteLine();
            console.WriteLine();
        }
    }
}
