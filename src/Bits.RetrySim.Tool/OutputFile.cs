using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary>Options that name a file to write, such as <c>--svg FILE</c>.</summary>
internal static class OutputFile
{
    internal static Option<string?> Option(string description) => Option("--svg", description, "picture.svg");

    internal static Option<string?> Option(string name, string description, string example)
    {
        Option<string?> option = new(name) { Description = description, HelpName = "FILE" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }])
            {
                result.AddError($"{name} takes the name of a file; for example {name} {example}.");
            }
        });
        return option;
    }

    /// <summary>Writes over whatever the file held, and says so.</summary>
    internal static void Write(string path, string text, Terminal terminal, string what = "picture")
    {
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandException.File($"'{path}' cannot be written: {exception.Message}", exception);
        }

        terminal.Error.WriteLine($"Wrote the {what} to {SafeText.OneLine(path)}.");
    }
}
