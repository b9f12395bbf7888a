using System.Runtime.CompilerServices;

namespace Bits.RetrySim;

/// <summary>What jobs and their parts call, in the name of one caller.</summary>
internal sealed class ServiceDoor
{
    /// <summary>The files as the caller has them.</summary>
    private ConditionalWeakTable<FileRecord, object>? _files;

    internal required BitsService Service { get; init; }

    /// <summary>Who calls; null: the test itself, which asks nobody.</summary>
    internal required BackgroundCopyCaller? Caller { get; init; }

    internal required JobReader Reader { get; init; }

    internal required JobCalls Calls { get; init; }

    internal required ConnectionCalls ConnectionCalls { get; init; }

    internal required FileCalls FileCalls { get; init; }

    internal required ReplyCalls ReplyCalls { get; init; }

    internal required RangeCalls RangeCalls { get; init; }

    internal required ClientCalls ClientCalls { get; init; }

    internal required FileSets FileSets { get; init; }

    internal required JobFiles Files { get; init; }

    internal required FileAdder FileAdder { get; init; }

    internal required StateWaits Waits { get; init; }

    /// <summary>The object that the caller holds for a file: always the same.</summary>
    internal object FaceOf(FileRecord file, Func<FileRecord, BackgroundCopyJob, object> make, BackgroundCopyJob job)
    {
        if (Caller is null)
        {
            object face = file.Face ?? make(file, job);
            return Interlocked.CompareExchange(ref file.Face, face, null) ?? face;
        }

        ConditionalWeakTable<FileRecord, object> files = _files ?? [];
        return (Interlocked.CompareExchange(ref _files, files, null) ?? files).GetValue(file, it => make(it, job));
    }
}
