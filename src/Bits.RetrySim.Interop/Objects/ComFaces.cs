namespace Bits.RetrySim.Interop;

/// <summary>The COM faces of one manager, or of one caller's view of it: one for each version that is played.</summary>
internal sealed class ComFaces
{
    private readonly object _gate = new();
    private readonly Dictionary<BitsVersion, ComManager> _byVersion = [];
    private readonly ComFailures _failures = new();

    internal string? LastFailure => _failures.Last;

    /// <summary>With a reference for whoever gets it.</summary>
    internal nint PointerTo(ComQueue queue, BackgroundCopyUser? caller, BitsVersion version)
    {
        if (!Enum.IsDefined(version))
        {
            throw new ArgumentOutOfRangeException(nameof(version), version, $"{(int)version} is not a version of BITS; 0 (V1_0) to {(int)BitsVersion.V10_3} (V10_3) are. (E_INVALIDARG 0x80070057)")
            {
                HResult = HResults.E_INVALIDARG,
            };
        }

        lock (_gate)
        {
            if (!_byVersion.TryGetValue(version, out ComManager? manager))
            {
                manager = new ComManager(queue, new ComSession(version, _failures, caller));
                _byVersion.Add(version, manager);
            }

            return ComPointer.Of(manager, ComPointer.IdOf<IManagerSlots>());
        }
    }
}
