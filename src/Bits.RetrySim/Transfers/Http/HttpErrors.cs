using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Bits.RetrySim;

/// <summary>The codes of what the HTTP stack throws (ERR-12, ERR-26 to ERR-28).</summary>
internal static class HttpErrors
{
    /// <summary>What is cancelled by nobody has taken too long: the connection, of which the stack says so, or the answer (ERR-27).</summary>
    internal static int CodeOf(OperationCanceledException ended) =>
        ended.InnerException is TimeoutException ? HResults.ERROR_WINHTTP_CANNOT_CONNECT : HResults.ERROR_WINHTTP_TIMEOUT;

    internal static int CodeOf(Exception failure)
    {
        if (CertificateException.In(failure) is { Code: var certificate and not 0 })
        {
            return certificate;
        }

        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException { SocketErrorCode: var error })
            {
                return CodeOf(error, IsConnecting(failure));
            }
        }

        return failure switch
        {
            HttpRequestException { StatusCode: { } status } => HResults.HttpStatus((int)status),
            HttpRequestException { HttpRequestError: var error } when CodeOf(error) is var code and not 0 => code,
            HttpIOException { HttpRequestError: var error } when CodeOf(error) is var code and not 0 => code,
            AuthenticationException => HResults.ERROR_WINHTTP_SECURE_FAILURE,
            IOException or HttpRequestException => HResults.ERROR_WINHTTP_CONNECTION_ERROR,
            _ => HResults.ERROR_WINHTTP_INTERNAL_ERROR,
        };
    }

    /// <summary>Whether it is what a read can end with whose connection is closed meanwhile.</summary>
    internal static bool IsOfConnection(Exception failure) => CertificateException.In(failure) is null && failure is IOException or HttpRequestException or WebException or ObjectDisposedException;

    private static bool IsConnecting(Exception failure) =>
        failure is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError };

    private static int CodeOf(SocketError error, bool isConnecting) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED,
        SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostUnreachable => HResults.ERROR_NETWORK_UNREACHABLE,
        SocketError.TimedOut when !isConnecting => HResults.ERROR_WINHTTP_TIMEOUT,
        _ => isConnecting ? HResults.ERROR_WINHTTP_CANNOT_CONNECT : HResults.ERROR_WINHTTP_CONNECTION_ERROR,
    };

    private static int CodeOf(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED,
        HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => HResults.ERROR_WINHTTP_CANNOT_CONNECT,
        HttpRequestError.SecureConnectionError => HResults.ERROR_WINHTTP_SECURE_FAILURE,
        HttpRequestError.ResponseEnded => HResults.ERROR_WINHTTP_CONNECTION_ERROR,
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError => HResults.ERROR_WINHTTP_INVALID_SERVER_RESPONSE,
        HttpRequestError.ConfigurationLimitExceeded => HResults.ERROR_WINHTTP_HEADER_SIZE_OVERFLOW,
        HttpRequestError.UserAuthenticationError => HResults.ERROR_WINHTTP_LOGIN_FAILURE,
        _ => 0,
    };
}
