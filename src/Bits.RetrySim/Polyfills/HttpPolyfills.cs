using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Bits.RetrySim;

/// <summary>What .NET tells of a failed request, by what .NET Framework says of it.</summary>
[Microsoft.CodeAnalysis.Embedded]
internal static class HttpPolyfills
{
    extension(HttpRequestException failure)
    {
        /// <summary>Mono fails with the error of the socket itself where it cannot connect.</summary>
        internal HttpRequestError HttpRequestError => failure.InnerException switch
        {
            WebException { Status: var status } => ErrorOf(status),
            SocketException => HttpRequestError.ConnectionError,
            _ => HttpRequestError.Unknown,
        };

        /// <summary>Answers are no failures.</summary>
        [SuppressMessage("Performance", "CA1822", Justification = "It stands for a property of .NET.")]
        internal HttpStatusCode? StatusCode => null;
    }

    private static HttpRequestError ErrorOf(WebExceptionStatus status) => status switch
    {
        WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure => HttpRequestError.NameResolutionError,
        WebExceptionStatus.ConnectFailure => HttpRequestError.ConnectionError,
        WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.TrustFailure => HttpRequestError.SecureConnectionError,
        WebExceptionStatus.ServerProtocolViolation => HttpRequestError.InvalidResponse,
        WebExceptionStatus.ReceiveFailure or WebExceptionStatus.ConnectionClosed or WebExceptionStatus.KeepAliveFailure => HttpRequestError.ResponseEnded,
        WebExceptionStatus.MessageLengthLimitExceeded => HttpRequestError.ConfigurationLimitExceeded,
        _ => HttpRequestError.Unknown,
    };
}
