using System.Globalization;
using System.Text;

namespace Bits.RetrySim;

/// <summary>A whole simulation written down as JSON: a network with its outages, the surroundings, policies and jobs.</summary>
/// <remarks>
/// <para>
/// Times are spans since the simulation's start, as text (<c>"00:10:00"</c>, <c>"14.00:00:00"</c>) or as a number of seconds. Unknown fields
/// are errors, and so is whatever would have no effect. Comments and a comma after the last element are allowed. <see cref="JsonSchema"/> describes
/// all fields.
/// </para>
/// <code>
/// {
///   "network": {
///     "bitsPerSecond": 8000000,
///     "hosts": {
///       "cdn.example": {
///         "outages": [ { "from": "00:01:00", "to": "05:00:00", "httpStatus": 503 } ],
///         "resources": { "/app.zip": { "size": 500000000, "faults": [ { "atByte": 1000, "drop": true, "once": true } ] } }
///       }
///     }
///   },
///   "environment": [ { "at": "06:00:00", "network": "down" }, { "at": "07:00:00", "network": "up" } ],
///   "jobs": [ { "name": "update", "files": [ { "remote": "https://cdn.example/app.zip", "local": "C:\\Downloads\\app.zip" } ] } ],
///   "runFor": "14.00:00:00"
/// }
/// </code>
/// </remarks>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record SimulationScript
{
    internal SimulationScript()
    {
    }

    /// <summary>What the simulation is called (<c>name</c>).</summary>
    /// <value><see langword="null"/> when the script does not say.</value>
    public string? Name { get; internal init; }

    /// <summary>The local time zone of the simulated clock (<c>timeZone</c>), which daily bandwidth intervals follow.</summary>
    /// <value><see langword="null"/>, UTC, when the script does not say.</value>
    public TimeZoneInfo? TimeZone { get; internal init; }

    /// <summary>The date at which the simulated clock starts (<c>start</c>).</summary>
    /// <value><see langword="null"/>, the clock's own start, when the script does not say.</value>
    public DateTimeOffset? Start { get; internal init; }

    /// <summary>The network (<c>network</c>).</summary>
    /// <value>One without hosts when the script does not say.</value>
    public SimulationScriptNetwork Network { get; internal init; } = new();

    /// <summary>What changes around the jobs (<c>environment</c>), in the order of the script; of the first manager.</summary>
    public IReadOnlyList<SimulationScriptChange> Environment => [.. First.Environment.Select(static change => change.Change)];

    /// <summary>
    /// The group policy (<c>policy</c>) of the first manager; its fields are those of <see cref="GroupPolicy"/>, beginning with small letters.
    /// </summary>
    /// <value><see langword="null"/>, no policy configured, when the script does not say.</value>
    public GroupPolicy? Policy => First.Policy;

    /// <summary>The jobs (<c>jobs</c>) of the first manager, in the order in which they are created.</summary>
    public IReadOnlyList<SimulationScriptJob> Jobs => First.Jobs;

    /// <summary>How many managers it describes: one, and those of <c>managers</c>.</summary>
    /// <value>1 or more; with more, <see cref="BitsSimulation.AllFromScript(SimulationScript)"/> sets them up.</value>
    public int ManagerCount => Machines.Count;

    /// <summary>What the managers are called (<c>managers</c>: <c>name</c>), or "manager 2" and so on; the first one has the name of the script.</summary>
    public IReadOnlyList<string> ManagerNames =>
        [.. Machines.Select((machine, index) => (index == 0 ? Name : machine.Name) ?? FormattableString.Invariant($"manager {index + 1}"))];

    /// <summary>How many jobs all its managers have.</summary>
    /// <value>0 or more.</value>
    public int JobCount => Machines.Sum(static machine => machine.Jobs.Count);

    /// <summary>The managers; the first one is that of the script itself.</summary>
    internal IReadOnlyList<ScriptMachine> Machines { get; init; } = [new()];

    internal ScriptMachine First => Machines[0];

    /// <summary>How long the simulation is to run (<c>runFor</c>).</summary>
    /// <value>Above zero; <see langword="null"/> when the script does not say.</value>
    public TimeSpan? RunFor { get; internal init; }

    /// <summary>What a script can say, as JSON Schema (draft 2020-12), for editors; a script may name it in <c>$schema</c>.</summary>
    /// <remarks>It is made of the list of fields by which scripts are read. What depends on several fields, the reader alone checks.</remarks>
    public static string JsonSchema => ScriptReader.Schema;

    /// <summary>Reads a script.</summary>
    /// <param name="json">The script.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="SimulationScriptException">The script is wrong; nothing of it is used.</exception>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="json"/> is <see langword="null"/>.</exception>
    public static SimulationScript Parse(string json) =>
        ScriptReader.Read(Encoding.UTF8.GetBytes(json ?? throw Failure.Null(nameof(json))));

    /// <summary>Reads a script in UTF-8 from where a stream stands to its end. The stream stays open.</summary>
    /// <param name="stream">The stream.</param>
    /// <returns>What the script says.</returns>
    /// <exception cref="SimulationScriptException">The script is wrong; nothing of it is used.</exception>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="stream"/> is <see langword="null"/>.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static SimulationScript Load(Stream stream)
    {
        if (stream is null)
        {
            throw Failure.Null(nameof(stream));
        }

        using MemoryStream buffer = new();
        stream.CopyTo(buffer);
        return ScriptReader.Read(buffer.ToArray());
    }

    /// <summary>Writes the network of this script into a network.</summary>
    /// <param name="network">The network; hosts it already has keep what they have, settings the script does not name stay.</param>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="network"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The network already has one of the resources, or something of the script's network has its time, for which a network has no clock; nothing was changed.
    /// </exception>
    public void ApplyTo(SimulatedNetwork network)
    {
        if (network is null)
        {
            throw Failure.Null(nameof(network));
        }

        if (Network.IsTimed)
        {
            throw new InvalidOperationException(
                "The script changes its network at certain times, for which a network has no clock. Set up the whole script with BitsSimulation.FromScript.");
        }

        Network.ApplyTo(network, static (_, _, _) => { });
    }

    // The same in every culture.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"Name = {Name}, Start = {Start:O}, Network = {Network}, Environment = {Environment.Count}, Policy = {Policy}, Jobs = {Jobs.Count}, RunFor = {RunFor:c}, ManagerCount = {ManagerCount}");
        return true;
    }
}
