namespace Bits.RetrySim;

/// <summary>The SHA-256 hash of what a file holds, as text: 64 hexadecimal digits.</summary>
internal static class ContentHash
{
    internal const int Digits = 64;

    /// <summary>A hash that somebody gives, in lower case; null stays null: none.</summary>
    /// <exception cref="ArgumentException">(E_INVALIDARG) It is no such hash.</exception>
    internal static string? Check(string? hash, string paramName)
    {
        if (hash is null)
        {
            return null;
        }

        if (!IsHash(hash))
        {
            throw Failure.InvalidArgument(paramName, FormattableString.Invariant($"A SHA-256 hash is written in {Digits} hexadecimal digits; there are {hash.Length} characters, or others than digits."));
        }

        return hash.ToLowerInvariant();
    }

    internal static bool IsHash(string hash) => hash.Length == Digits && hash.All(char.IsAsciiHexDigit);

    /// <summary>Whether a file is another one than it has to be. Where nobody says which, or what the file holds, it is not.</summary>
    internal static bool Differs(string? expected, string? actual) => expected is not null && actual is not null && !expected.Equals(actual, StringComparison.OrdinalIgnoreCase);
}
