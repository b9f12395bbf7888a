namespace Samples;

/// <summary>How a download ended.</summary>
public enum DownloadOutcome
{
    /// <summary>The file is there.</summary>
    Done,

    /// <summary>It never will be: the server refuses.</summary>
    Refused,

    /// <summary>The server had trouble for too long.</summary>
    GivenUp,
}
