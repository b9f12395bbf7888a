using System.Globalization;
using System.Runtime.InteropServices.Marshalling;
using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>A client's callback that writes down what it is told, and answers what it is to.</summary>
[GeneratedComClass]
internal sealed partial class ComClientCallback : IBackgroundCopyCallback3
{
    internal List<string> Calls { get; } = [];

    /// <summary>What it does with each call, and answers.</summary>
    internal Func<string, IBackgroundCopyJob, int> Answer { get; set; } = static (_, _) => 0;

    public int JobTransferred(IBackgroundCopyJob job) => Note("JobTransferred", job);

    public int JobError(IBackgroundCopyJob job, IBackgroundCopyError error)
    {
        error.GetError(out BG_ERROR_CONTEXT context, out int code);
        return Note(string.Create(CultureInfo.InvariantCulture, $"JobError 0x{code:X8} {context}"), job);
    }

    public int JobModification(IBackgroundCopyJob job, uint reserved) => Note("JobModification", job);

    public int FileTransferred(IBackgroundCopyJob job, IBackgroundCopyFile file)
    {
        file.GetLocalName(out string name);
        return Note($"FileTransferred {name}", job);
    }

    public int FileRangesTransferred(IBackgroundCopyJob job, IBackgroundCopyFile file, uint rangeCount, BG_FILE_RANGE[] ranges) =>
        Note("FileRangesTransferred " + string.Join(' ', ranges.Take((int)rangeCount).Select(static range => string.Create(CultureInfo.InvariantCulture, $"{range.InitialOffset}+{range.Length}"))), job);

    private int Note(string call, IBackgroundCopyJob job)
    {
        Calls.Add(call);
        return Answer(call, job);
    }
}
