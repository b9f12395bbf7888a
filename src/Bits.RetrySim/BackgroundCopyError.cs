using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>Why a job's transfer failed or is blocked, as of the moment it was asked for (ERR-1 to ERR-6).</summary>
/// <threadsafety>Immutable; safe from any thread.</threadsafety>
[SuppressMessage("Naming", "CA1721", Justification = "The methods keep the names that BITS gives them, and the properties are what .NET code reads.")]
[DebuggerDisplay("{Description} ({Context})")]
public sealed class BackgroundCopyError
{
    internal BackgroundCopyError(int code, BackgroundCopyErrorContext context, BackgroundCopyFile? file, string? protocol)
    {
        Code = code;
        Context = context;
        File = file;
        Protocol = protocol;
    }

    /// <summary>The HRESULT (ERR-4).</summary>
    public int Code { get; }

    /// <summary>Where the error arose (ERR-10, ERR-12).</summary>
    public BackgroundCopyErrorContext Context { get; }

    /// <summary>The file concerned (ERR-5).</summary>
    /// <value>Null when the error belongs to no file, where BITS answers BG_E_FILE_NOT_AVAILABLE.</value>
    public BackgroundCopyFile? File { get; }

    /// <summary>"http" for HTTP and HTTPS, "file" for SMB (ERR-6).</summary>
    /// <value>Null when the error is not one of a protocol, where BITS answers BG_E_PROTOCOL_NOT_AVAILABLE.</value>
    public string? Protocol { get; }

    /// <summary>What the code means, in English (ERR-7).</summary>
    public string Description => ErrorText.Describe(Code);

    /// <summary>What the context means, in English (ERR-7).</summary>
    public string ContextDescription => ErrorText.DescribeContext(Context);

    /// <summary>What the code means, in a language (ERR-7).</summary>
    /// <param name="languageId">The language: 0x0409, English, is the only one that there are texts in.</param>
    /// <returns>One line.</returns>
    /// <exception cref="ArgumentException">The language is 0 (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">There are no texts in that language (0x80070717, ERROR_RESOURCE_LANG_NOT_FOUND).</exception>
    public string GetDescription(int languageId) => BackgroundCopyManager.GetErrorDescription(Code, languageId);

    /// <summary>What the context means, in a language (ERR-7).</summary>
    /// <param name="languageId">The language: 0x0409, English, is the only one that there are texts in.</param>
    /// <returns>One line.</returns>
    /// <exception cref="ArgumentException">The language is 0 (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">There are no texts in that language (0x80070717, ERROR_RESOURCE_LANG_NOT_FOUND).</exception>
    public string GetContextDescription(int languageId)
    {
        TextLanguage.Check(languageId, nameof(languageId));
        return ContextDescription;
    }

    /// <summary>Description, code and context.</summary>
    public override string ToString() => $"{Description} ({ErrorText.Format(Code)}, {Context})";
}
