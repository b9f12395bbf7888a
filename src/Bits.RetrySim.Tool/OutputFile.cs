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
                result.AddError("--svg takes the name of a file, or - for the standard output; for example --svg picture.svg.");
            }
        });
        return option;
    }

    /// <summary>The name for the standard output.</summary>
    internal const string StandardOutput = "-";

    /// <summary>Whether two names are those of one file.</summary>
    internal static bool IsSame(string path, string other) =>
        path != StandardOutput && other != StandardOutput && string.Equals(Path.GetFullPath(path), Path.GetFullPath(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes a picture over whatever the file held, and says so; or to the standard output.</summary>
    internal static void Write(string path, string picture, Terminal terminal)
    {
        if (path == StandardOutput)
        {
            terminal.Text.Write(picture);
            return;
        }

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
