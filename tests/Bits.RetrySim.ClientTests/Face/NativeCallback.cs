using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>A client's object as other languages make it: a pointer to slots, of which the emulator knows nothing else. One at a time.</summary>
internal sealed unsafe class NativeCallback : IDisposable
{
    private const int NoInterface = unchecked((int)0x80004002);

    private static NativeCallback? _one;

    private readonly Guid[] _interfaces;
    private readonly nint* _slots;
    private readonly nint** _object;

    /// <param name="interfaces">What it has besides IUnknown.</param>
    internal NativeCallback(params Guid[] interfaces)
    {
        _interfaces = [new Guid("00000000-0000-0000-C000-000000000046"), .. interfaces];
        _slots = (nint*)NativeMemory.Alloc(8, (nuint)sizeof(nint));
        _slots[0] = (nint)(delegate* unmanaged[MemberFunction]<nint, Guid*, nint*, int>)&QueryInterface;
        _slots[1] = (nint)(delegate* unmanaged[MemberFunction]<nint, uint>)&AddRef;
        _slots[2] = (nint)(delegate* unmanaged[MemberFunction]<nint, uint>)&Release;
        _slots[3] = (nint)(delegate* unmanaged[MemberFunction]<nint, nint, int>)&JobTransferred;
        _slots[4] = (nint)(delegate* unmanaged[MemberFunction]<nint, nint, nint, int>)&JobError;
        _slots[5] = (nint)(delegate* unmanaged[MemberFunction]<nint, nint, uint, int>)&JobModification;
        _slots[6] = (nint)(delegate* unmanaged[MemberFunction]<nint, nint, nint, int>)&FileTransferred;
        _slots[7] = (nint)(delegate* unmanaged[MemberFunction]<nint, nint, nint, uint, BG_FILE_RANGE*, int>)&FileRangesTransferred;
        if (interfaces.Contains(typeof(IBackgroundCopyServerCertificateValidationCallback).GUID))
        {
            _slots[3] = (nint)(delegate* unmanaged[MemberFunction]<nint, nint, nint, uint, byte*, uint, uint, byte*, int>)&ValidateServerCertificate;
        }

        _object = (nint**)NativeMemory.Alloc((nuint)sizeof(nint*));
        *_object = _slots;
        _one = this;
    }

    internal nint Pointer => (nint)_object;

    internal int References { get; private set; } = 1;

    internal List<string> Calls { get; } = [];

    /// <summary>What it answers to each call.</summary>
    internal int Answer { get; set; }

    public void Dispose()
    {
        _one = null;
        NativeMemory.Free(_object);
        NativeMemory.Free(_slots);
    }

    private static int Note(string call)
    {
        _one!.Calls.Add(call);
        return _one.Answer;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvMemberFunction)])]
    private static int QueryInterface(nint self, Guid* id, nint* pointer)
    {
        bool isThere = _one!._interfaces.Contains(*id);
        *pointer = isThere ? self : 0;
        _one.References += isThere ? 1 : 0;
        return isThere ? 0 : NoInterface;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvMemberFunction)])]
    private static uint AddRef(nint self) => (uint)++_one!.References;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvMemberFunction)])]
    private static uint Release(nint self) => (uint)--_one!.References;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvMemberFunction)])]
    private static int JobTransferred(nint self, nint job) => Note("JobTransferred");

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvMemberFunction)])]
    private static int JobError(nint self, nint job, nint error) => Note("JobError");

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvMemberFunction)])]
    private static int JobModification(nint self, nint job, uint reserved) => Note("JobModification");

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvMemberFunction)])]
    private static int FileTransferred(nint self, nint job, nint file) => Note("FileTransferred");

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvMemberFunction)])]
    private static int FileRangesTransferred(nint self, nint job, nint file, uint count, BG_FILE_RANGE* ranges) =>
        Note("FileRangesTransferred " + string.Join(' ', new ReadOnlySpan<BG_FILE_RANGE>(ranges, (int)count).ToArray().Select(static range => $"{range.InitialOffset}+{range.Length}")));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvMemberFunction)])]
    private static int ValidateServerCertificate(nint self, nint job, nint file, uint length, byte* data, uint encoding, uint storeLength, byte* store) =>
        Note($"ValidateServerCertificate {System.Text.Encoding.UTF8.GetString(data, (int)length)} {encoding} {storeLength}");
}
