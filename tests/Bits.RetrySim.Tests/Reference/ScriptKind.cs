namespace Bits.RetrySim.Tests;

/// <summary>What kind of job one of a script is.</summary>
internal enum ScriptKind
{
    Plain,

    /// <summary>With an HTTP method of its own (RETRY-22).</summary>
    CustomMethod,

    /// <summary>With DYNAMIC_CONTENT (RETRY-23).</summary>
    DynamicContent,

    /// <summary>With HIGH_PERFORMANCE (PROG-8).</summary>
    HighPerformance,

    /// <summary>With ON_DEMAND_MODE (PROP-8).</summary>
    OnDemand,

    /// <summary>It sends its one file (UP-1).</summary>
    Upload,

    /// <summary>It sends its one file and fetches what the server application replies (UP-6).</summary>
    UploadReply,
}
