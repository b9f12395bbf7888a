namespace Bits.RetrySim.Interop;

/// <summary>The properties of a file that have numbers.</summary>
public enum BITS_FILE_PROPERTY_ID
{
    /// <summary>The last headers that the server answered with (HTTP-8), in the member String of the value.</summary>
    BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS = 1,
}
