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
                result.AddError($"{name} takes the name of a file, or - for the standard output; for example {name} {example}.");
            }
        });
        return option;
    }

    /// <summary>The name for the standard output.</summary>
    internal const string StandardOutput = "-";

    /// <summary>Whether two names are those of one file.</summary>
    internal static bool IsSame(string path, string other) =>
        path is not ("" or StandardOutput) && other is not ("" or StandardOutput)
        && string.Equals(Resolve(path), Resolve(other), OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a link leads, another name stands for the same file.</summary>
    private static string Resolve(string path)
    {
        string full = Path.GetFullPath(path);
        return File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }

    /// <summary>Writes over whatever the file held, and says so; or to the standard output.</summary>
    internal static void Write(string path, string text, Terminal terminal, string what = "picture")
    {
        if (path == StandardOutput)
        {
            terminal.Text.Write(text);
            return;
        }

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
