using System.Text.Json;
using static Bits.RetrySim.ScriptTypes;

namespace Bits.RetrySim;

/// <summary>The users of a script.</summary>
internal static class ScriptUsers
{
    internal static ScriptType<string> UserName { get; } = new ScriptValue<string>(
        "the name of a user",
        static node => string.IsNullOrWhiteSpace(ReadText(node)) ? throw node.Wrong("the name of a user") : node.Text,
        static writer =>
        {
            Text.WriteSchema(writer);
            writer.WriteString("pattern", @"\S");
        });

    private static readonly ScriptField<string> NameField = new("name", UserName, "the name of the user") { IsRequired = true };
    private static readonly ScriptField<BackgroundCopyUserKind> Kind = new("kind", Name(Enum.GetValues<BackgroundCopyUserKind>()), "which limits apply") { Default = "ordinary" };

    private static readonly ScriptObject<BackgroundCopyUser> UserObject = new(
        "user", "A user who owns jobs", [NameField, Kind], static values => new BackgroundCopyUser(values.Get(NameField), values.Get(Kind)));

    /// <summary>An ordinary user by the name, or an object.</summary>
    internal static ScriptType<BackgroundCopyUser> User { get; } = new NameOrObject(UserObject);

    private sealed class NameOrObject(ScriptObject<BackgroundCopyUser> whole) : ScriptType<BackgroundCopyUser>($"the name of an ordinary user, or {whole.Text}")
    {
        internal override IEnumerable<IScriptObject> Objects => whole.Objects;

        internal override BackgroundCopyUser Read(SimulationScriptNode node) =>
            node.Kind == JsonTokenType.StartObject ? whole.Read(node) : new BackgroundCopyUser(UserName.Read(node));

        internal override void WriteSchema(Utf8JsonWriter writer) => WriteEither(writer, UserName, whole);
    }
}
