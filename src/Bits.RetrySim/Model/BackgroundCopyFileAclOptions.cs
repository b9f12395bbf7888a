namespace Bits.RetrySim;

/// <summary>What of a share's access lists is kept on a downloaded file, with the numbers of BG_COPY_FILE_* (section 19).</summary>
[Flags]
public enum BackgroundCopyFileAclOptions
{
    /// <summary>Nothing: the file inherits from its directory.</summary>
    None = 0,

    /// <summary>The owner.</summary>
    Owner = 1,

    /// <summary>The group.</summary>
    Group = 2,

    /// <summary>The discretionary access list.</summary>
    Dacl = 4,

    /// <summary>The system access list.</summary>
    Sacl = 8,

    /// <summary>All of them.</summary>
    All = 15,
}
