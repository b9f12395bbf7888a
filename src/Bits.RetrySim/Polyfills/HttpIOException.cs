namespace System.Net.Http;

/// <summary>A body that breaks off; .NET Framework throws an <see cref="IOException"/> for it.</summary>
internal sealed class HttpIOException(HttpRequestError error) : IOException
{
    internal HttpRequestError HttpRequestError => error;
}
