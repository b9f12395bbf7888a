using System.CommandLine;
using System.CommandLine.Parsing;

namespace Bits.RetrySim.Tool;

/// <summary>The command <c>bits-retrysim</c>.</summary>
internal static class CommandLine
{
    /// <param name="args">The command line.</param>
    /// <param name="terminal">Where to.</param>
    /// <param name="interrupted">Ends a download as Ctrl-C does.</param>
    internal static int Run(string[] args, Terminal terminal, CancellationToken interrupted = default)
    {
        ParseResult parsed = CreateRoot(terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            Check(parsed);
            InvocationConfiguration configuration = new()
            {
                EnableDefaultExceptionHandler = false,
                Output = terminal.Text,
                Error = terminal.Error,
            };
            return parsed.InvokeAsync(configuration, interrupted).GetAwaiter().GetResult();
        }
        catch (CommandException exception)
        {
            terminal.Error.WriteLine($"bits-retrysim: {exception.Message}");
            return ExitCodes.BadInput;
        }
        catch (BitsException refused)
        {
            // A job that another command has ended meanwhile, or that has no file.
            terminal.Error.WriteLine($"bits-retrysim: {refused.Message.Split('\n')[0]}");
            return ExitCodes.BadInput;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Commands tell of their own files; what is left is a full disk behind the standard output, or none there at all.
            terminal.Error.WriteLine($"bits-retrysim: the output cannot be written: {exception.Message}");
            return ExitCodes.BadInput;
        }
    }

    private static RootCommand CreateRoot(Terminal terminal)
    {
        (Command Command, string Examples)[] commands =
        [
            (SimulateCommand.Create(terminal), SimulateCommand.Examples),
            (ExplainCommand.Create(terminal), ExplainCommand.Examples),
            (CompareCommand.Create(terminal), CompareCommand.Examples),
            (DiagnoseCommand.Create(terminal), DiagnoseCommand.Examples),
            (SchemaCommand.Create(terminal), SchemaCommand.Examples),
            (DownloadCommand.Create(terminal), DownloadCommand.Examples),
            (ListCommand.Create(terminal), ListCommand.Examples),
            (StatusCommand.Create(terminal), StatusCommand.Examples),
            (ResumeCommand.Create(terminal), ResumeCommand.Examples),
            (CallCommand.CreateSuspend(terminal), CallCommand.ExampleOfSuspend),
            (CallCommand.CreateCancel(terminal), CallCommand.ExampleOfCancel),
            (CallCommand.CreateComplete(terminal), CallCommand.ExampleOfComplete),
        ];
        RootCommand root = new("Shows what a BITS download does through an outage, in virtual time, and downloads as BITS does.");
        foreach ((Command command, _) in commands)
        {
            root.Add(command);
        }

        Dictionary<Command, string> examples = commands.ToDictionary(static entry => entry.Command, static entry => entry.Examples);
        examples[root] = string.Join('\n', commands.Select(static entry => entry.Examples));
        HelpPages.Extend(root, examples);
        return root;
    }

    /// <summary>The first thing that is wrong, in one line; System.CommandLine would add a page of help.</summary>
    private static void Check(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
        {
            return;
        }

        Command command = parsed.CommandResult.Command;
        string path = string.Join(' ', Path(parsed.CommandResult));
        if (parsed.Tokens.FirstOrDefault(static token => token is { Type: TokenType.Argument, Value: ['-', '-', ..] }) is { } option)
        {
            // It was taken for a value, and what follows it for one too many.
            throw CommandException.Usage($"{Unknown(option.Value, command)} See {path} --help.");
        }

        if (parsed.UnmatchedTokens.Count > 0)
        {
            throw CommandException.Usage($"{Unknown(parsed.UnmatchedTokens[0], command)} See {path} --help.");
        }

        throw CommandException.Usage($"{parsed.Errors[0].Message} See {path} --help.");
    }

    /// <summary>What to say of a word that is no option or command.</summary>
    internal static string Unknown(string word, Command command)
    {
        IEnumerable<string> known = word.StartsWith('-') ? command.Options.Select(option => option.Name).Append("--help") : command.Subcommands.Select(sub => sub.Name);
        return $"'{word}' is not known here{Suggestion.For(word, known)}";
    }

    private static IEnumerable<string> Path(SymbolResult? result) =>
        result is CommandResult command ? [.. Path(command.Parent), command.Command is RootCommand ? "bits-retrysim" : command.Command.Name] : [];
}
