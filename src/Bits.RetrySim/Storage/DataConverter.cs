using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bits.RetrySim;

/// <summary>Writes what the state machine knows, which is packed, as <see cref="DataSnapshot"/>.</summary>
internal sealed class DataConverter : JsonConverter<JobData>
{
    public override JobData Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (JsonSerializer.Deserialize(ref reader, JobJson.Default.DataSnapshot) ?? throw new JsonException("A job has no data.")).ToData();

    public override void Write(Utf8JsonWriter writer, JobData value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, DataSnapshot.Of(value), JobJson.Default.DataSnapshot);
}
