namespace Bits.RetrySim;

/// <summary>How Complete or Cancel succeeded, with the numbers of the success codes of BITS (LIFE-10, LIFE-11).</summary>
public enum BackgroundCopyResult
{
    /// <summary>S_OK: all of it was done.</summary>
    Ok = 0,

    /// <summary>BG_S_PARTIAL_COMPLETE: the job ended and only the files that were whole are kept (LIFE-11).</summary>
    PartialComplete = 0x00200017,

    /// <summary>BG_S_UNABLE_TO_DELETE_FILES: the job ended, but temporary files remain (LIFE-10, LIFE-11).</summary>
    UnableToDeleteFiles = 0x0020001A,
}
