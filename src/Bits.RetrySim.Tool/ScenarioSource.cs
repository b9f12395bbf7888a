namespace Bits.RetrySim.Tool;

/// <summary>A scenario that the command line names: a file, or standard input.</summary>
/// <param name="Name">How it is called in messages.</param>
/// <param name="Script">What it says.</param>
internal sealed record ScenarioSource(string Name, SimulationScript Script)
{
    /// <summary>The argument that stands for standard input.</summary>
    internal const string StandardInput = "-";

    /// <exception cref="CommandException">It cannot be read, or is no scenario.</exception>
    internal static ScenarioSource Read(string path, Terminal terminal)
    {
        string name = path == StandardInput ? "standard input" : path;
        SimulationScript script;
        try
        {
            using Stream stream = Open(path, terminal);
            script = SimulationScript.Load(stream);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            string hint = Incidents.Find(path) is { } incident ? $"; for the incident, write --outage {incident.Id}" : "";
            throw CommandException.Input($"there is no file '{path}'{hint}.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandException.Input($"'{name}' cannot be read: {exception.Message}", exception);
        }
        catch (SimulationScriptException exception)
        {
            throw CommandException.Input($"{name}: {exception.Message}", exception);
        }

        return script.JobCount > 0 ? new ScenarioSource(name, script) : throw CommandException.Input($"{name} has no jobs; add a \"jobs\" array.");
    }

    private static Stream Open(string path, Terminal terminal)
    {
        if (path == StandardInput)
        {
            return terminal.OpenInput();
        }

        return Directory.Exists(path) ? throw CommandException.Input($"'{path}' is a directory; name the file of a scenario.") : File.OpenRead(path);
    }
}
