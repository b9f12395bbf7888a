using System.Globalization;

namespace Bits.RetrySim;

/// <summary>The language that words for codes are asked for in (ERR-7).</summary>
internal static class TextLanguage
{
    /// <summary>English as in the United States: the only language that there are words in.</summary>
    private const int English = 0x0409;

    /// <summary>Throws unless there are words in a language.</summary>
    internal static void Check(int languageId, string argument)
    {
        if (languageId == 0)
        {
            throw Failure.InvalidArgument(argument, $"{argument} is 0, which is no language; 0x0409 is English.");
        }

        if (languageId != English)
        {
            throw Failure.Bits(HResults.ERROR_RESOURCE_LANG_NOT_FOUND, $"{argument} is 0x{languageId.ToString("X4", CultureInfo.InvariantCulture)}; there are texts in English (0x0409) only.");
        }
    }
}
