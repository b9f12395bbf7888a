using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary><c>schema</c>.</summary>
internal static class SchemaCommand
{
    internal const string Examples = "bits-retrysim schema";

    internal static Command Create(Terminal terminal)
    {
        Command command = new("schema", "Prints the JSON Schema of scenarios, for editors that complete and check them.");
        command.SetAction(_ =>
        {
            terminal.Text.Write(SimulationScript.JsonSchema);
            return ExitCodes.Done;
        });
        return command;
    }
}
