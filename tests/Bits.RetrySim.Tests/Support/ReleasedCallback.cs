namespace Bits.RetrySim.Tests;

/// <summary>A client that refuses every call, and counts how often jobs let go of it.</summary>
internal sealed class ReleasedCallback : IBackgroundCopyCallback, IReleasableCallback, IBackgroundCopyServerCertificateValidationCallback
{
    internal int Releases => Released.Count;

    internal List<BackgroundCopyJob> Released { get; } = [];

    internal Action<BackgroundCopyJob>? OnRelease { get; set; }

    public void Release(BackgroundCopyJob job)
    {
        Released.Add(job);
        OnRelease?.Invoke(job);
    }

    public void JobTransferred(BackgroundCopyJob job) => Refuse();

    public void JobError(BackgroundCopyJob job, BackgroundCopyError error) => Refuse();

    public void JobModification(BackgroundCopyJob job) => Refuse();

    public void FileTransferred(BackgroundCopyJob job, BackgroundCopyFile file) => Refuse();

    public void ValidateServerCertificate(BackgroundCopyJob job, BackgroundCopyFile file, BackgroundCopyServerCertificate certificate) => Refuse();

    private static void Refuse() => throw new BitsException("refused", HResults.E_FAIL);
}
