using System.Text;
using Spectre.Console;

namespace Bits.RetrySim.Tool.Tests;

/// <summary>Inputs as users have them, in the folder Samples, with neutral names.</summary>
internal static class Sample
{
    internal static string Text(string name)
    {
        using Stream stream = typeof(Sample).Assembly.GetManifestResourceStream("sample/" + name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    /// <summary>What diagnose says of samples, all of them given at once as files, in a pipe.</summary>
    internal static string Diagnose(params string[] names) => Of([.. names.Select(name => Encoding.UTF8.GetBytes(Text(name)))]).Output;

    /// <summary>What diagnose says of a text.</summary>
    internal static string DiagnoseText(string text, params string[] options) => Of([Encoding.UTF8.GetBytes(text)], options).Output;

    /// <summary>Runs diagnose over inputs; it has to go well and to say nothing of errors, or of files but those that were asked for.</summary>
    internal static ToolRun Of(byte[][] inputs, params string[] options)
    {
        List<TemporaryFile> files = [.. inputs.Select(input => new TemporaryFile(input))];
        try
        {
            ToolRun run = ToolRun.Of(["diagnose", .. files.Select(file => file.Path), .. options]);
            run.ExitCode.Should().Be(0, run.Error);
            return run;
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    /// <summary>As in a terminal of 80 columns without colours.</summary>
    internal static string DiagnoseInATerminal(string name)
    {
        using TemporaryFile file = new(Text(name));
        using StringWriter output = new() { NewLine = "\n" };
        IAnsiConsole console = Terminal.CreateConsole(new FakeTerminal(output), isRedirected: false, noColor: true);
        console.Profile.Width = 80;
        CommandLine.Run(["diagnose", file.Path], new Terminal(console, ToolRun.Piped(output))).Should().Be(0);
        return output.ToString();
    }
}
