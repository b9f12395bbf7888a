using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>How the parts of a text look in a terminal. What a colour says, a word beside it says too.</summary>
internal static class Styles
{
    internal static Style Strong { get; } = new(decoration: Decoration.Bold);

    internal static Style Faint { get; } = new(decoration: Decoration.Dim);

    internal static Style Good { get; } = new(Color.Green);

    internal static Style Bad { get; } = new(Color.Red);

    internal static Style Alarming { get; } = new(Color.Yellow);

    /// <summary>How a state looks that a job has entered.</summary>
    internal static Style Of(BackgroundCopyJobState? state) => state switch
    {
        BackgroundCopyJobState.Transferred or BackgroundCopyJobState.Acknowledged => Good,
        BackgroundCopyJobState.Error => Bad,
        BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Cancelled => Alarming,
        _ => Style.Plain,
    };

    /// <summary>A line in one style.</summary>
    internal static void WriteLine(this IAnsiConsole console, string text, Style style)
    {
        console.Write(new Text(text, style));
        console.WriteLine();
    }

    internal static void Write(this IAnsiConsole console, IEnumerable<SettingsWarning> warnings)
    {
        foreach (SettingsWarning warning in warnings)
        {
            console.WriteHanging("Warning: " + warning.Message, 2, Alarming);
            console.WriteLine();
        }
    }
}
