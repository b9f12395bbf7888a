namespace Bits.RetrySim;

// The codes of HTTP statuses (ERR-51).
public static partial class HResults
{
    /// <summary>HTTP status 100: Continue. Transient as a job error.</summary>
    public const int BG_E_HTTP_ERROR_100 = unchecked((int)0x80190064);

    /// <summary>HTTP status 101: Switching Protocols. Transient as a job error.</summary>
    public const int BG_E_HTTP_ERROR_101 = unchecked((int)0x80190065);

    /// <summary>HTTP status 200: OK, but the response cannot be used. Transient as a job error.</summary>
    public const int BG_E_HTTP_ERROR_200 = unchecked((int)0x801900C8);

    /// <summary>HTTP status 201: Created. Transient as a job error.</summary>
    public const int BG_E_HTTP_ERROR_201 = unchecked((int)0x801900C9);

    /// <summary>HTTP status 202: Accepted. Transient as a job error.</summary>
    public const int BG_E_HTTP_ERROR_202 = unchecked((int)0x801900CA);

    /// <summary>HTTP status 203: Non-Authoritative Information. Transient as a job error.</summary>
    public const int BG_E_HTTP_ERROR_203 = unchecked((int)0x801900CB);

    /// <summary>HTTP status 204: No Content where a file was expected. Transient as a job error.</summary>
    public const int BG_E_HTTP_ERROR_204 = unchecked((int)0x801900CC);

    /// <summary>HTTP status 205: Reset Content. Transient as a job error.</summary>
    public const int BG_E_HTTP_ERROR_205 = unchecked((int)0x801900CD);

    /// <summary>HTTP status 206: Partial Content where it was not asked for. Transient as a job error.</summary>
    public const int BG_E_HTTP_ERROR_206 = unchecked((int)0x801900CE);

    /// <summary>HTTP status 300: Multiple Choices. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_300 = unchecked((int)0x8019012C);

    /// <summary>HTTP status 301: Moved Permanently, not followed. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_301 = unchecked((int)0x8019012D);

    /// <summary>HTTP status 302: Found, not followed. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_302 = unchecked((int)0x8019012E);

    /// <summary>HTTP status 303: See Other, not followed. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_303 = unchecked((int)0x8019012F);

    /// <summary>HTTP status 304: Not Modified. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_304 = unchecked((int)0x80190130);

    /// <summary>HTTP status 305: Use Proxy. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_305 = unchecked((int)0x80190131);

    /// <summary>HTTP status 307: Temporary Redirect, not followed. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_307 = unchecked((int)0x80190133);

    /// <summary>HTTP status 400: Bad Request. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_400 = unchecked((int)0x80190190);

    /// <summary>HTTP status 401: Unauthorized; credentials are missing or were refused. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_401 = unchecked((int)0x80190191);

    /// <summary>HTTP status 402: Payment Required. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_402 = unchecked((int)0x80190192);

    /// <summary>HTTP status 403: Forbidden. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_403 = unchecked((int)0x80190193);

    /// <summary>HTTP status 404: Not Found. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_404 = unchecked((int)0x80190194);

    /// <summary>HTTP status 405: Method Not Allowed. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_405 = unchecked((int)0x80190195);

    /// <summary>HTTP status 406: Not Acceptable. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_406 = unchecked((int)0x80190196);

    /// <summary>HTTP status 407: Proxy Authentication Required; credentials are missing or were refused. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_407 = unchecked((int)0x80190197);

    /// <summary>HTTP status 408: Request Timeout. Transient as a job error.</summary>
    public const int BG_E_HTTP_ERROR_408 = unchecked((int)0x80190198);

    /// <summary>HTTP status 409: Conflict. Transient as a job error.</summary>
    public const int BG_E_HTTP_ERROR_409 = unchecked((int)0x80190199);

    /// <summary>HTTP status 410: Gone. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_410 = unchecked((int)0x8019019A);

    /// <summary>HTTP status 411: Length Required. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_411 = unchecked((int)0x8019019B);

    /// <summary>HTTP status 412: Precondition Failed. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_412 = unchecked((int)0x8019019C);

    /// <summary>HTTP status 413: Content Too Large. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_413 = unchecked((int)0x8019019D);

    /// <summary>HTTP status 414: URI Too Long. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_414 = unchecked((int)0x8019019E);

    /// <summary>HTTP status 415: Unsupported Media Type. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_415 = unchecked((int)0x8019019F);

    /// <summary>HTTP status 416: Range Not Satisfiable. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_416 = unchecked((int)0x801901A0);

    /// <summary>HTTP status 417: Expectation Failed. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_417 = unchecked((int)0x801901A1);

    /// <summary>HTTP status 449: Retry With. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_449 = unchecked((int)0x801901C1);

    /// <summary>HTTP status 500: Internal Server Error. Transient as a job error.</summary>
    public const int BG_E_HTTP_ERROR_500 = unchecked((int)0x801901F4);

    /// <summary>HTTP status 501: Not Implemented. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_501 = unchecked((int)0x801901F5);

    /// <summary>HTTP status 502: Bad Gateway. Transient as a job error.</summary>
    public const int BG_E_HTTP_ERROR_502 = unchecked((int)0x801901F6);

    /// <summary>HTTP status 503: Service Unavailable. Transient as a job error.</summary>
    public const int BG_E_HTTP_ERROR_503 = unchecked((int)0x801901F7);

    /// <summary>HTTP status 504: Gateway Timeout. Transient as a job error.</summary>
    public const int BG_E_HTTP_ERROR_504 = unchecked((int)0x801901F8);

    /// <summary>HTTP status 505: HTTP Version Not Supported. Fatal as a job error.</summary>
    public const int BG_E_HTTP_ERROR_505 = unchecked((int)0x801901F9);
}
