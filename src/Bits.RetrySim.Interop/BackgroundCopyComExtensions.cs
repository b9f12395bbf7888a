using System.Runtime.CompilerServices;

namespace Bits.RetrySim.Interop;

/// <summary>The COM face of a manager: what a client written for BITS talks to.</summary>
/// <threadsafety>Safe from any thread.</threadsafety>
public static class BackgroundCopyComExtensions
{
    private static readonly ConditionalWeakTable<object, ComFaces> Faces = [];

    /// <summary>The manager as clients of BITS have theirs. Their calls ask nobody for leave, as those of the manager itself.</summary>
    /// <param name="manager">The manager, for example that of a simulation.</param>
    /// <param name="version">Which version of BITS to play: casts to newer interfaces are refused (COM-9).</param>
    /// <returns>
    /// The same object each time as long as it is in use; it works like one of COM: casts ask the object, errors are HRESULTs, and a job is the same object whoever asks. A call after the manager
    /// was disposed fails with 0x800706BA.
    /// </returns>
    /// <exception cref="ArgumentNullException">The manager is null (E_INVALIDARG).</exception>
    /// <exception cref="ArgumentOutOfRangeException">No such version (E_INVALIDARG).</exception>
    /// <example>
    /// <code>
    /// IBackgroundCopyManager manager = bits.Manager.ToCom();
    /// manager.CreateJob("update", BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out Guid id, out IBackgroundCopyJob job);
    /// job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
    /// job.Resume();
    /// </code>
    /// </example>
    public static IBackgroundCopyManager ToCom(this BackgroundCopyManager manager, BitsVersion version = BitsVersion.V10_3) =>
        ComPointer.ToManaged<IBackgroundCopyManager>(ToPointer(manager, version));

    /// <summary>The service as a caller sees it, whose rights are checked (STATE-46); else as <see cref="ToCom(BackgroundCopyManager, BitsVersion)"/>.</summary>
    /// <param name="client">The caller's view: <see cref="BackgroundCopyManager.As"/>.</param>
    /// <param name="version">Which version of BITS to play.</param>
    /// <returns>As <see cref="ToCom(BackgroundCopyManager, BitsVersion)"/>.</returns>
    /// <exception cref="ArgumentNullException">The client is null (E_INVALIDARG).</exception>
    /// <exception cref="ArgumentOutOfRangeException">No such version (E_INVALIDARG).</exception>
    public static IBackgroundCopyManager ToCom(this BackgroundCopyClient client, BitsVersion version = BitsVersion.V10_3) =>
        ComPointer.ToManaged<IBackgroundCopyManager>(ToPointer(client, version));

    /// <summary>The manager as a pointer to <see cref="IBackgroundCopyManager"/>, for code in other languages.</summary>
    /// <param name="manager">The manager.</param>
    /// <param name="version">Which version of BITS to play.</param>
    /// <returns>The pointer, with a reference that the caller releases.</returns>
    /// <exception cref="ArgumentNullException">The manager is null (E_INVALIDARG).</exception>
    /// <exception cref="ArgumentOutOfRangeException">No such version (E_INVALIDARG).</exception>
    public static nint ToPointer(this BackgroundCopyManager manager, BitsVersion version = BitsVersion.V10_3) =>
        FacesOf(manager, nameof(manager)).PointerTo(new ComQueue.OfManager(manager), caller: null, version);

    /// <summary>The service as a caller sees it; else as <see cref="ToPointer(BackgroundCopyManager, BitsVersion)"/>.</summary>
    /// <param name="client">The caller's view: <see cref="BackgroundCopyManager.As"/>.</param>
    /// <param name="version">Which version of BITS to play.</param>
    /// <returns>The pointer, with a reference that the caller releases.</returns>
    /// <exception cref="ArgumentNullException">The client is null (E_INVALIDARG).</exception>
    /// <exception cref="ArgumentOutOfRangeException">No such version (E_INVALIDARG).</exception>
    public static nint ToPointer(this BackgroundCopyClient client, BitsVersion version = BitsVersion.V10_3) =>
        FacesOf(client, nameof(client)).PointerTo(new ComQueue.OfClient(client), client?.Caller.User, version);

    /// <summary>What the emulator had to say about the last call that failed through the manager's COM face, on whichever thread: COM brings the HRESULT across, and no sentence.</summary>
    /// <param name="manager">The manager.</param>
    /// <returns>The sentence; null if none has failed.</returns>
    /// <exception cref="ArgumentNullException">The manager is null (E_INVALIDARG).</exception>
    public static string? LastComFailure(this BackgroundCopyManager manager) => FacesOf(manager, nameof(manager)).LastFailure;

    /// <summary>As <see cref="LastComFailure(BackgroundCopyManager)"/>, of the calls of a caller.</summary>
    /// <param name="client">The caller's view.</param>
    /// <returns>The sentence; null if none has failed.</returns>
    /// <exception cref="ArgumentNullException">The client is null (E_INVALIDARG).</exception>
    public static string? LastComFailure(this BackgroundCopyClient client) => FacesOf(client, nameof(client)).LastFailure;

    private static ComFaces FacesOf(object? owner, string parameter) => Faces.GetOrCreateValue(owner
        ?? throw new ArgumentNullException(parameter, "A value is required. (E_INVALIDARG 0x80070057)") { HResult = HResults.E_INVALIDARG });
}
