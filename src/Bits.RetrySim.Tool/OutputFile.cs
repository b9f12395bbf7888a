using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary><c>--svg FILE</c>.</summary>
internal static class OutputFile
{
    internal static Option<string?> Option(string description)
    {
        Option<string?> option = new("--svg") { Description = description, HelpName = "FILE" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }])
            {
                result.AddError("--svg takes the name of a file; for example --svg picture.svg.");
            }
        });
        return option;
    }

    /// <summary>Writes a picture over whatever the file held, and says so.</summary>
    internal static void Write(string path, string picture, Terminal terminal)
    {
        try
        {
            File.WriteAllText(path, picture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandException.File($"'{path}' cannot be written: {exception.Message}", exception);
        }

        terminal.Error.WriteLine($"Wrote the picture to {SafeText.OneLine(path)}.");
    }
}
