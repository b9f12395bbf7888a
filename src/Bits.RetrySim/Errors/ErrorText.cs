using System.Globalization;

namespace Bits.RetrySim;

/// <summary>Words for codes and contexts (ERR-7).</summary>
internal static class ErrorText
{
    /// <summary>One sentence about a code.</summary>
    internal static string Describe(int hresult)
    {
        if (ErrorCatalogue.TryFind(hresult, out CatalogueEntry entry))
        {
            return entry.Description;
        }

        return HResults.TryGetHttpStatus(hresult, out int status)
            ? string.Create(CultureInfo.InvariantCulture, $"HTTP status {status}.")
            : $"Error {Hex(hresult)}.";
    }

    /// <summary>One sentence about a context (ERR-10).</summary>
    internal static string DescribeContext(BackgroundCopyErrorContext context) => context switch
    {
        BackgroundCopyErrorContext.None => "There is no error.",
        BackgroundCopyErrorContext.GeneralQueueManager => "The error arose in the queue manager.",
        BackgroundCopyErrorContext.QueueManagerNotification => "The error arose while the client was notified.",
        BackgroundCopyErrorContext.LocalFile => "The error arose at the local file.",
        BackgroundCopyErrorContext.RemoteFile => "The error arose at the remote file.",
        BackgroundCopyErrorContext.GeneralTransport => "The error arose in the transport and does not belong to a file.",
        BackgroundCopyErrorContext.RemoteApplication => "The error arose in the application on the server.",
        BackgroundCopyErrorContext.ServerCertificateCallback => "The error arose in the callback that validates server certificates.",
        _ => "It is not known where the error arose.",
    };

    /// <summary>A code as it stands in messages and logs: name, if it has one, and number, for example <c>BG_E_EMPTY 0x80200003</c>.</summary>
    internal static string Format(int hresult) =>
        ErrorCatalogue.TryFind(hresult, out CatalogueEntry entry) && entry.Name is not null ? $"{entry.Name} {Hex(hresult)}" : Hex(hresult);

    /// <summary>A code as eight hexadecimal digits after 0x.</summary>
    internal static string Hex(int hresult) => string.Create(CultureInfo.InvariantCulture, $"0x{hresult:X8}");
}
