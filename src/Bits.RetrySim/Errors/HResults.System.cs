namespace Bits.RetrySim;

// Codes of COM, Windows and WinHTTP; a Windows error has its HRESULT_FROM_WIN32 value (ERR-51).
public static partial class HResults
{
    /// <summary>The call succeeded. A success.</summary>
    public const int S_OK = 0x00000000;

    /// <summary>The call succeeded, but there was nothing to do, or there were fewer items than asked for. A success.</summary>
    public const int S_FALSE = 0x00000001;

    /// <summary>The result cannot be given before the file has been downloaded. Returned by calls.</summary>
    public const int E_PENDING = unchecked((int)0x8000000A);

    /// <summary>The flag or value is not defined, or this type of job does not support the call. Returned by calls.</summary>
    public const int E_NOTIMPL = unchecked((int)0x80004001);

    /// <summary>The object does not offer the interface that was asked for. Returned by calls.</summary>
    public const int E_NOINTERFACE = unchecked((int)0x80004002);

    /// <summary>The operation failed for an unspecified reason. Not classified: fatal as a job error (ERR-42).</summary>
    public const int E_FAIL = unchecked((int)0x80004005);

    /// <summary>The object does not support this. Returned by calls.</summary>
    public const int CO_E_NOT_SUPPORTED = unchecked((int)0x80004021);

    /// <summary>The client does not let BITS act in its name. Returned by calls.</summary>
    public const int CO_E_FAILEDTOIMPERSONATE = unchecked((int)0x80010123);

    /// <summary>This version of BITS does not have the class. Returned by calls.</summary>
    public const int REGDB_E_CLASSNOTREG = unchecked((int)0x80040154);

    /// <summary>The file was not found. Fatal as a job error.</summary>
    public const int ERROR_FILE_NOT_FOUND = unchecked((int)0x80070002);

    /// <summary>The path was not found. Fatal as a job error.</summary>
    public const int ERROR_PATH_NOT_FOUND = unchecked((int)0x80070003);

    /// <summary>Access to the file, the share or the job was denied. Fatal as a job error.</summary>
    public const int E_ACCESSDENIED = unchecked((int)0x80070005);

    /// <summary>There is not enough memory. Returned by calls.</summary>
    public const int E_OUTOFMEMORY = unchecked((int)0x8007000E);

    /// <summary>The medium of the destination is write-protected. Fatal as a job error.</summary>
    public const int ERROR_WRITE_PROTECT = unchecked((int)0x80070013);

    /// <summary>The device of the destination is not ready. Fatal as a job error.</summary>
    public const int ERROR_NOT_READY = unchecked((int)0x80070015);

    /// <summary>Another process has the local file open. Transient as a job error.</summary>
    public const int ERROR_SHARING_VIOLATION = unchecked((int)0x80070020);

    /// <summary>The disk of the destination is full. Not classified: fatal as a job error (ERR-42).</summary>
    public const int ERROR_HANDLE_DISK_FULL = unchecked((int)0x80070027);

    /// <summary>The file server cannot be reached. Transient as a job error.</summary>
    public const int ERROR_BAD_NETPATH = unchecked((int)0x80070035);

    /// <summary>An unexpected error of the network occurred. Transient as a job error.</summary>
    public const int ERROR_UNEXP_NET_ERR = unchecked((int)0x8007003B);

    /// <summary>The share that was in use is not there any more. Transient as a job error.</summary>
    public const int ERROR_NETNAME_DELETED = unchecked((int)0x80070040);

    /// <summary>The file server has no share of this name. Fatal as a job error.</summary>
    public const int ERROR_BAD_NET_NAME = unchecked((int)0x80070043);

    /// <summary>
    /// An argument is not valid; as the error of a job, the name of the proxy is not valid.
    /// Returned by calls; transient as a job error (ERR-43).
    /// </summary>
    public const int E_INVALIDARG = unchecked((int)0x80070057);

    /// <summary>There is not enough free space on the disk of the destination. Not classified: fatal as a job error (ERR-42).</summary>
    public const int ERROR_DISK_FULL = unchecked((int)0x80070070);

    /// <summary>The network did not answer in time. Transient as a job error.</summary>
    public const int ERROR_SEM_TIMEOUT = unchecked((int)0x80070079);

    /// <summary>The name of the file is malformed. Fatal as a job error.</summary>
    public const int ERROR_INVALID_NAME = unchecked((int)0x8007007B);

    /// <summary>There is no route, or no default gateway, to the server. Transient as a job error.</summary>
    public const int ERROR_CAN_NOT_COMPLETE = unchecked((int)0x800703EB);

    /// <summary>The BITS service is disabled. Returned by calls.</summary>
    public const int ERROR_SERVICE_DISABLED = unchecked((int)0x80070422);

    /// <summary>The network of the server cannot be reached. Transient as a job error.</summary>
    public const int ERROR_NETWORK_UNREACHABLE = unchecked((int)0x800704CF);

    /// <summary>The user is not logged on to the machine interactively. Returned by calls.</summary>
    public const int ERROR_NOT_LOGGED_ON = unchecked((int)0x800704DD);

    /// <summary>The user name or the password is wrong. Fatal as a job error.</summary>
    public const int ERROR_LOGON_FAILURE = unchecked((int)0x8007052E);

    /// <summary>A pointer that is required is null. Returned by calls.</summary>
    public const int RPC_X_NULL_REF_POINTER = unchecked((int)0x800706F4);

    /// <summary>There is no client certificate to be told of. Returned by calls.</summary>
    public const int RPC_X_BAD_STUB_DATA = unchecked((int)0x800706F7);

    /// <summary>There is no text for this error in the requested language. Returned by calls.</summary>
    public const int ERROR_RESOURCE_LANG_NOT_FOUND = unchecked((int)0x80070717);

    /// <summary>The request timed out. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_TIMEOUT = unchecked((int)0x80072EE2);

    /// <summary>WinHTTP had an internal error. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_INTERNAL_ERROR = unchecked((int)0x80072EE4);

    /// <summary>The URL is not valid. Fatal as a job error.</summary>
    public const int ERROR_WINHTTP_INVALID_URL = unchecked((int)0x80072EE5);

    /// <summary>The scheme of the URL is not supported. Fatal as a job error.</summary>
    public const int ERROR_WINHTTP_UNRECOGNIZED_SCHEME = unchecked((int)0x80072EE6);

    /// <summary>The name of the server or of the proxy could not be resolved. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_NAME_NOT_RESOLVED = unchecked((int)0x80072EE7);

    /// <summary>WinHTTP is shutting down. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_SHUTDOWN = unchecked((int)0x80072EEC);

    /// <summary>The server refused the logon. Fatal as a job error.</summary>
    public const int ERROR_WINHTTP_LOGIN_FAILURE = unchecked((int)0x80072EEF);

    /// <summary>The request was cancelled. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_OPERATION_CANCELLED = unchecked((int)0x80072EF1);

    /// <summary>No connection to the server could be made. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_CANNOT_CONNECT = unchecked((int)0x80072EFD);

    /// <summary>The connection to the server was broken off. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_CONNECTION_ERROR = unchecked((int)0x80072EFE);

    /// <summary>The connection to the server was reset. Transient as a job error.</summary>
    public const int ERROR_INTERNET_CONNECTION_RESET = unchecked((int)0x80072EFF);

    /// <summary>The request has to be sent again. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_RESEND_REQUEST = unchecked((int)0x80072F00);

    /// <summary>The server's certificate has expired or is not valid yet. Fatal as a job error.</summary>
    public const int ERROR_WINHTTP_SECURE_CERT_DATE_INVALID = unchecked((int)0x80072F05);

    /// <summary>The server's certificate was issued for another name. Fatal as a job error.</summary>
    public const int ERROR_WINHTTP_SECURE_CERT_CN_INVALID = unchecked((int)0x80072F06);

    /// <summary>The server asks for a client certificate. Fatal as a job error.</summary>
    public const int ERROR_WINHTTP_CLIENT_AUTH_CERT_NEEDED = unchecked((int)0x80072F0C);

    /// <summary>The server's certificate comes from an authority that is not trusted. Fatal as a job error.</summary>
    public const int ERROR_WINHTTP_SECURE_INVALID_CA = unchecked((int)0x80072F0D);

    /// <summary>It could not be checked whether the server's certificate has been revoked. Fatal as a job error.</summary>
    public const int ERROR_WINHTTP_SECURE_CERT_REV_FAILED = unchecked((int)0x80072F19);

    /// <summary>The response lacks a header that is needed. Fatal as a job error.</summary>
    public const int ERROR_WINHTTP_HEADER_NOT_FOUND = unchecked((int)0x80072F76);

    /// <summary>The server's response could not be understood. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_INVALID_SERVER_RESPONSE = unchecked((int)0x80072F78);

    /// <summary>The redirection failed or is not allowed. Fatal as a job error.</summary>
    public const int ERROR_WINHTTP_REDIRECT_FAILED = unchecked((int)0x80072F7C);

    /// <summary>The secure channel to the server failed. Not classified: transient as a job error (ERR-42).</summary>
    public const int ERROR_WINHTTP_SECURE_CHANNEL_ERROR = unchecked((int)0x80072F7D);

    /// <summary>The script that finds the proxy has an error. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_BAD_AUTO_PROXY_SCRIPT = unchecked((int)0x80072F86);

    /// <summary>The script that finds the proxy could not be fetched. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_UNABLE_TO_DOWNLOAD_SCRIPT = unchecked((int)0x80072F87);

    /// <summary>The server's certificate is invalid. Fatal as a job error.</summary>
    public const int ERROR_WINHTTP_SECURE_INVALID_CERT = unchecked((int)0x80072F89);

    /// <summary>The server's certificate has been revoked. Fatal as a job error.</summary>
    public const int ERROR_WINHTTP_SECURE_CERT_REVOKED = unchecked((int)0x80072F8A);

    /// <summary>
    /// The security of the connection could not be established, for example because of a bad certificate or a wrong clock.
    /// Not classified: transient as a job error (ERR-42).
    /// </summary>
    public const int ERROR_WINHTTP_SECURE_FAILURE = unchecked((int)0x80072F8F);

    /// <summary>The script that finds the proxy is of an unknown kind. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_UNHANDLED_SCRIPT_TYPE = unchecked((int)0x80072F90);

    /// <summary>The script that finds the proxy failed. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_SCRIPT_EXECUTION_ERROR = unchecked((int)0x80072F91);

    /// <summary>The service that finds the proxy failed. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_AUTO_PROXY_SERVICE_ERROR = unchecked((int)0x80072F92);

    /// <summary>The server's certificate was issued for another use. Fatal as a job error.</summary>
    public const int ERROR_WINHTTP_SECURE_CERT_WRONG_USAGE = unchecked((int)0x80072F93);

    /// <summary>The proxy could not be detected automatically. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_AUTODETECTION_FAILED = unchecked((int)0x80072F94);

    /// <summary>The response has too many headers. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_HEADER_COUNT_EXCEEDED = unchecked((int)0x80072F95);

    /// <summary>The headers of the response are too long. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_HEADER_SIZE_OVERFLOW = unchecked((int)0x80072F96);

    /// <summary>The header of a chunk of the response is too long. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_CHUNKED_ENCODING_HEADER_SIZE_OVERFLOW = unchecked((int)0x80072F97);

    /// <summary>The response is too long to be read to its end. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_RESPONSE_DRAIN_OVERFLOW = unchecked((int)0x80072F98);

    /// <summary>The client certificate has no private key. Fatal as a job error.</summary>
    public const int ERROR_WINHTTP_CLIENT_CERT_NO_PRIVATE_KEY = unchecked((int)0x80072F99);

    /// <summary>The private key of the client certificate cannot be accessed. Fatal as a job error.</summary>
    public const int ERROR_WINHTTP_CLIENT_CERT_NO_ACCESS_PRIVATE_KEY = unchecked((int)0x80072F9A);

    /// <summary>The security of the connection to the proxy could not be established. Transient as a job error.</summary>
    public const int ERROR_WINHTTP_SECURE_FAILURE_PROXY = unchecked((int)0x80072F9C);
}
