using System.Text.Json.Serialization;

namespace Bits.RetrySim;

/// <summary>How stored jobs are written as JSON; generated, so that nothing is looked up at run time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    IncludeFields = true,
    Converters = [typeof(DataConverter)])]
[JsonSerializable(typeof(JobEnvelope))]
[JsonSerializable(typeof(DataSnapshot))]
internal sealed partial class JobJson : JsonSerializerContext;
