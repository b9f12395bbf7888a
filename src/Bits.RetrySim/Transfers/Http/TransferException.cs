using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>An attempt has failed with a code, on the way from where that shows to where it is reported.</summary>
/// <remarks>It never leaves the line.</remarks>
[SuppressMessage("Design", "CA1064", Justification = "It never leaves the line.")]
internal sealed class TransferException(int hresult, BackgroundCopyErrorContext? context = null, TransferAnswer? answer = null) : Exception(ErrorText.Format(hresult))
{
    /// <summary>What the file system refuses with, on this machine.</summary>
    internal static TransferException OfDisk(Exception failure) => new(DiskErrors.CodeOf(failure), BackgroundCopyErrorContext.LocalFile);

    internal int Code => hresult;

    internal BackgroundCopyErrorContext? Context => context;

    internal TransferAnswer? Answer => answer;
}
