using System.Text.Json;

namespace Bits.RetrySim;

/// <summary>Turns jobs into the bytes that a store keeps, and back. What cannot be understood as a whole is refused as a whole: nothing is dropped silently.</summary>
internal static class JobFormat
{
    /// <summary>The format that is written. Another one wherever a job that was written before could be misunderstood, or could not be read.</summary>
    internal const int Version = 1;

    /// <summary>HRESULT_FROM_WIN32(ERROR_INVALID_DATA).</summary>
    internal const int InvalidData = unchecked((int)0x8007000D);

    /// <summary>HRESULT_FROM_WIN32(ERROR_REVISION_MISMATCH).</summary>
    internal const int RevisionMismatch = unchecked((int)0x8007051A);

    internal static StoredJob Write(JobSnapshot job) =>
        new(job.Id, JsonSerializer.SerializeToUtf8Bytes(new JobEnvelope(Version, WithoutCredentials(job)), JobJson.Default.JobEnvelope));

    /// <exception cref="JobStoreException">They are of a later version, or no job.</exception>
    internal static JobSnapshot Read(StoredJob stored)
    {
        int version = VersionOf(stored);
        if (version > Version)
        {
            throw new JobStoreException(
                FormattableString.Invariant($"Job {stored.Id} is stored in format {version}; this version reads formats up to {Version}. A later version of the library wrote it."), RevisionMismatch);
        }

        JobEnvelope? envelope;
        try
        {
            envelope = JsonSerializer.Deserialize(stored.Data.Span, JobJson.Default.JobEnvelope);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            // Its text may quote what the job holds.
            throw Unreadable(stored.Id, version, "is no job");
        }

        string? fault = envelope is { Version: Version, Job: { } job } ? SnapshotCheck.FaultOf(job, stored.Id) : "is no job";
        if (fault is null && !IsAsWritten(stored, envelope!))
        {
            fault = "is not as it was written: something is missing, or there twice";
        }

        return fault is null ? envelope!.Job : throw Unreadable(stored.Id, version, fault);
    }

    /// <summary>What is written is read to the last byte, so whatever reads but differs has lost something.</summary>
    private static bool IsAsWritten(StoredJob stored, JobEnvelope envelope) =>
        JsonSerializer.SerializeToUtf8Bytes(envelope, JobJson.Default.JobEnvelope).AsSpan().SequenceEqual(stored.Data.Span);

    /// <summary>The first property, whatever comes behind it.</summary>
    private static int VersionOf(StoredJob stored)
    {
        try
        {
            Utf8JsonReader reader = new(stored.Data.Span);
            bool isThere = reader.Read() && reader.TokenType == JsonTokenType.StartObject
                && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("version"u8) && reader.Read();
            if (isThere && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int version) && version > 0)
            {
                return version;
            }
        }
        catch (JsonException)
        {
            throw Unreadable(stored.Id, null, "is no JSON");
        }

        throw Unreadable(stored.Id, null, "names no format");
    }

    private static JobStoreException Unreadable(Guid id, int? version, string fault) => new(
        FormattableString.Invariant($"What is stored as job {id}{(version is { } known ? FormattableString.Invariant($" in format {known}") : "")} {fault}. Nothing was changed; remove it from the store to do without the job."), InvalidData);

    /// <summary>Users and passwords that stand in names of servers are credentials: they are not kept (PROP-22).</summary>
    private static JobSnapshot WithoutCredentials(JobSnapshot job) => job with
    {
        Connection = job.Connection with
        {
            ProxyList = job.Connection.ProxyList is { } list ? UserInfo.RemovedFromList(list) : null,
            BypassList = job.Connection.BypassList is { } bypassed ? UserInfo.RemovedFromList(bypassed) : null,
        },
        Files = [.. job.Files.Select(static file => file with
        {
            RemoteName = UserInfo.RemovedFrom(file.RemoteName),
            KeptRemoteName = file.KeptRemoteName is { } kept ? UserInfo.RemovedFrom(kept) : null,
        })],
    };
}
