using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Bits.RetrySim.Tool;

/// <summary>What <c>--help</c> and <c>--version</c> say beyond what System.CommandLine makes of the options.</summary>
internal static class HelpPages
{
    /// <param name="root">The root command; help is shown too when it is called without a command.</param>
    /// <param name="examples">Examples of each command, a line each.</param>
    internal static void Extend(RootCommand root, Dictionary<Command, string> examples)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        HelpPage help = new((HelpAction)option.Action!, examples);
        option.Action = help;
        root.SetAction(help.Invoke);
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
    }

    private sealed class HelpPage(HelpAction standard, Dictionary<Command, string> examples) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            standard.Invoke(parseResult);
            TextWriter output = parseResult.InvocationConfiguration.Output;
            Command command = parseResult.CommandResult.Command;
            WriteSection(output, "Examples:", examples[command]);
            output.WriteLine();
            WriteSection(output, "Exit codes:", ExitCodes.Help(command.Subcommands.Prepend(command).Any(HasFailOn), command.Subcommands.Prepend(command).Any(Downloads)));
            return ExitCodes.Done;
        }

        private static bool HasFailOn(Command command) => command.Options.Any(option => option.Name == FailOnOption.Name);

        private static bool Downloads(Command command) => command.Name is "download" or "resume";

        private static void WriteSection(TextWriter output, string title, string lines)
        {
            output.WriteLine(title);
            foreach (string line in lines.Split('\n'))
            {
                output.WriteLine("  " + line);
            }
        }
    }

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            Version version = Assembly.GetExecutingAssembly().GetName().Version!;
            parseResult.InvocationConfiguration.Output.WriteLine(version.ToString(fieldCount: 3));
            return ExitCodes.Done;
        }
    }
}
