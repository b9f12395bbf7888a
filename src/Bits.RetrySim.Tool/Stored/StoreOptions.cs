using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary>The options that say where jobs are kept: <c>--store FILE</c>, else the stores that downloads made in a directory.</summary>
internal sealed class StoreOptions
{
    private readonly Option<string?> _store = Option("The store that the jobs are kept in.");

    private readonly Option<string?> _directory = new("--output-dir", "-o")
    {
        Description = $"The directory whose stores count, NAME{DownloadStore.Extension}, if none is given. The default is the current one.",
        HelpName = "DIR",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Prints it as JSON." };

    /// <summary>The option that names a store.</summary>
    internal static Option<string?> Option(string description)
    {
        Option<string?> option = new("--store") { Description = description, HelpName = "FILE" };
        option.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var value }] && string.IsNullOrWhiteSpace(value))
            {
                result.AddError("--store takes the name of a file, for example --store jobs.db.");
            }
        });
        return option;
    }

    internal void AddTo(Command command)
    {
        command.Add(_store);
        command.Add(_directory);
        command.Add(_json);
    }

    internal bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <exception cref="CommandException">There is no such store or directory.</exception>
    internal StoreCatalog Read(ParseResult parsed)
    {
        if (parsed.GetValue(_store) is { } named)
        {
            return File.Exists(named) ? new StoreCatalog([named], isNamed: true) : throw CommandException.Input($"--store: there is no file '{named}'.");
        }

        string directory = parsed.GetValue(_directory) ?? ".";
        return Directory.Exists(directory)
            ? new StoreCatalog([.. Directory.EnumerateFiles(directory, "*" + DownloadStore.Extension).Order(StringComparer.Ordinal)], isNamed: false)
            : throw CommandException.Input($"there is no directory '{directory}'.");
    }
}
