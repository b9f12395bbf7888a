namespace Bits.RetrySim;

/// <summary>The certificate that a job shows to servers which ask for one: <see cref="BackgroundCopyJob.ClientCertificate"/> (ERR-38).</summary>
/// <remarks>Nothing is looked up in a store: a simulated host knows whether it lets the name or the hash in.</remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
public sealed class BackgroundCopyJobCertificate
{
    private const int HashLength = 20;
    private const int MaximumNameLength = 256;

    private readonly ServiceDoor _service;
    private readonly JobRecord _record;

    internal BackgroundCopyJobCertificate(ServiceDoor service, JobRecord record)
    {
        _service = service;
        _record = record;
    }

    /// <summary>The certificate that is set.</summary>
    /// <value>Null, the default: none.</value>
    public BackgroundCopyClientCertificate? Current => _service.Reader.Read(_record, static job => job.Extras.Transfer.ClientCertificate);

    /// <summary>Sets the certificate with a subject's name; it counts from the next request on.</summary>
    /// <param name="location">Where the store lies.</param>
    /// <param name="storeName">The name of the store; 1 to 256 characters.</param>
    /// <param name="subjectName">The subject's name; 1 to 256 characters.</param>
    /// <exception cref="ArgumentException">No such location, or a name is null, empty or too long (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    public void SetByName(BackgroundCopyCertificateStoreLocation location, string storeName, string subjectName)
    {
        CheckStore(location, storeName ?? throw Failure.Null(nameof(storeName)));
        CheckName(subjectName ?? throw Failure.Null(nameof(subjectName)), nameof(subjectName));
        Set(new BackgroundCopyClientCertificate(location, storeName, subjectName, null));
    }

    /// <summary>Sets the certificate with a hash; it counts from the next request on.</summary>
    /// <param name="location">Where the store lies.</param>
    /// <param name="storeName">The name of the store; 1 to 256 characters.</param>
    /// <param name="hash">The SHA-1 hash, 20 bytes.</param>
    /// <exception cref="ArgumentException">No such location, a name that is null, empty or too long, or a hash of another length (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    public void SetById(BackgroundCopyCertificateStoreLocation location, string storeName, byte[] hash)
    {
        CheckStore(location, storeName ?? throw Failure.Null(nameof(storeName)));
        if (hash is null)
        {
            throw Failure.Null(nameof(hash));
        }

        if (hash.Length != HashLength)
        {
            throw Failure.InvalidArgument(nameof(hash), $"hash has {hash.Length} bytes; a SHA-1 hash has {HashLength}.");
        }

        Set(new BackgroundCopyClientCertificate(location, storeName, null, Convert.ToHexString(hash)));
    }

    /// <summary>Takes the certificate away.</summary>
    /// <returns>Whether there was one; false where BITS answers S_FALSE.</returns>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    public bool Remove()
    {
        bool had = false;
        _service.ConnectionCalls.Set(
            _record,
            settings =>
            {
                had = settings.ClientCertificate is not null;
                return settings.With((BackgroundCopyClientCertificate?)null);
            },
            JobCall.RemoveClientCertificate,
            "");
        return had;
    }

    private static void CheckStore(BackgroundCopyCertificateStoreLocation location, string storeName)
    {
        if (!Enum.IsDefined(location))
        {
            throw Failure.OutOfRange(nameof(location), location, $"{(int)location} is not the location of a store; 0 (CurrentUser) to 7 (LocalMachineEnterprise) are.");
        }

        CheckName(storeName, nameof(storeName));
    }

    private static void CheckName(string name, string argument)
    {
        if (name.Length is 0 or > MaximumNameLength)
        {
            throw Failure.InvalidArgument(argument, $"{argument} has {name.Length} characters; it must have 1 to {MaximumNameLength}.");
        }
    }

    private void Set(BackgroundCopyClientCertificate certificate) =>
        _service.ConnectionCalls.Set(_record, settings => settings.With(certificate), JobCall.SetClientCertificate, certificate.StoreName);
}
