using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Bits.RetrySim;

/// <summary>Certificates that servers of a test show (PROP-25).</summary>
internal static class ShownCertificates
{
    /// <exception cref="ArgumentException">The name is null, empty or of several lines (E_INVALIDARG).</exception>
    internal static void CheckSubject(string? subjectName, string argument)
    {
        if (Arguments.NotNull(subjectName, argument).Length == 0 || subjectName!.Any(char.IsControl))
        {
            throw Failure.InvalidArgument(argument, "The subject of a certificate has a name of one line; the text is empty or holds control characters.");
        }
    }

    /// <exception cref="ArgumentException">There are no bytes (E_INVALIDARG).</exception>
    internal static void CheckData(byte[]? rawData, string argument)
    {
        if (rawData is { Length: 0 })
        {
            throw Failure.InvalidArgument(argument, $"{argument} has 0 bytes; a certificate has 1 or more.");
        }
    }

    /// <summary>The certificate of a server and port; without bytes it has those of the subject's name.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "Nothing is protected by it: SHA-1 is what Windows calls the thumbprint of a certificate.")]
    internal static BackgroundCopyServerCertificate Make(string server, string subjectName, byte[]? rawData, byte[]? chainData)
    {
        byte[] data = (byte[]?)rawData?.Clone() ?? Encoding.UTF8.GetBytes(subjectName);
        return new BackgroundCopyServerCertificate(server, subjectName, data, (byte[]?)chainData?.Clone() ?? [], Convert.ToHexString(SHA1.HashData(data)));
    }
}
