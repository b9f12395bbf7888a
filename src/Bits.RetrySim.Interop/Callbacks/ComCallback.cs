using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary>A client's object as the library's callback: what it answers other than S_OK is a refusal (CB-4, CB-10).</summary>
internal sealed unsafe class ComCallback : Bits.RetrySim.IBackgroundCopyCallback3, IReleasableCallback
{
    private readonly ComClient _client;
    private readonly ComSession _session;
    private readonly CallbackMethods _methods;

    private ComCallback(ComClient client, ComSession session)
    {
        _client = client;
        _session = session;
        _methods = client.Managed is IBackgroundCopyCallback managed ? new ManagedCallbackMethods(managed) : new NativeCallbackMethods(client);
    }

    /// <summary>Null for a null pointer: nobody.</summary>
    /// <exception cref="BitsException">The object is no callback.</exception>
    internal static ComCallback? Of(nint unknown, ComSession session) => unknown == 0 ? null : new ComCallback(ComClient.Of(unknown, session.CallbackInterfaces), session);

    /// <summary>The very pointer that was given, with a reference for the client.</summary>
    internal nint Lend() => _client.Lend();

    public void Release(BackgroundCopyJob job) => _client.Dispose();

    public void JobTransferred(BackgroundCopyJob job) => Call(job, static (methods, job) => methods.JobTransferred(job));

    public void JobError(BackgroundCopyJob job, BackgroundCopyError error)
    {
        nint pointer = _session.PointerTo(error);
        try
        {
            Call(job, (methods, it) => methods.JobError(it, pointer));
        }
        finally
        {
            Marshal.Release(pointer);
        }
    }

    public void JobModification(BackgroundCopyJob job) => Call(job, static (methods, job) => methods.JobModification(job));

    public void FileTransferred(BackgroundCopyJob job, BackgroundCopyFile file)
    {
        if (_client.InterfaceId == ComPointer.IdOf<IBackgroundCopyCallback>())
        {
            return;
        }

        nint pointer = _session.PointerTo(file);
        try
        {
            Call(job, (methods, it) => methods.FileTransferred(it, pointer));
        }
        finally
        {
            Marshal.Release(pointer);
        }
    }

    public void FileRangesTransferred(BackgroundCopyJob job, BackgroundCopyFile file, IReadOnlyList<BackgroundCopyFileRange> ranges)
    {
        if (_client.InterfaceId != ComPointer.IdOf<IBackgroundCopyCallback3>())
        {
            return;
        }

        nint pointer = _session.PointerTo(file);
        BG_FILE_RANGE[] parts = [.. ranges.Select(static part => unchecked(new BG_FILE_RANGE { InitialOffset = (ulong)part.InitialOffset, Length = (ulong)part.Length }))];
        try
        {
            Call(job, (methods, it) => methods.FileRangesTransferred(it, pointer, parts));
        }
        finally
        {
            Marshal.Release(pointer);
        }
    }

    private void Call(BackgroundCopyJob job, Func<CallbackMethods, nint, int> call)
    {
        nint pointer = _session.PointerTo(job);
        try
        {
            int hresult = call(_methods, pointer);
            if (hresult != 0)
            {
                throw new BitsException("The client's callback did not return S_OK.", hresult);
            }
        }
        finally
        {
            Marshal.Release(pointer);
        }
    }
}
