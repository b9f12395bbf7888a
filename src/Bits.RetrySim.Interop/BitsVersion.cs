namespace Bits.RetrySim.Interop;

/// <summary>The versions of BITS, by the interfaces that their jobs and files have (COM-9): what a version lacks, a cast refuses with E_NOINTERFACE (COM-5).</summary>
public enum BitsVersion
{
    /// <summary>1.0, Windows XP: IBackgroundCopyJob, IBackgroundCopyFile.</summary>
    V1_0,

    /// <summary>1.5: IBackgroundCopyJob2.</summary>
    V1_5,

    /// <summary>2.0: IBackgroundCopyJob3, IBackgroundCopyFile2.</summary>
    V2_0,

    /// <summary>2.5: IBackgroundCopyJobHttpOptions.</summary>
    V2_5,

    /// <summary>3.0, Windows Vista: IBackgroundCopyJob4, IBackgroundCopyFile3, IBackgroundCopyCallback2.</summary>
    V3_0,

    /// <summary>4.0, Windows 7: IBitsTokenOptions, IBackgroundCopyFile4.</summary>
    V4_0,

    /// <summary>5.0, Windows 8: IBackgroundCopyJob5, IBackgroundCopyFile5.</summary>
    V5_0,

    /// <summary>10.1, Windows 10 1703: IBackgroundCopyFile6, IBackgroundCopyCallback3.</summary>
    V10_1,

    /// <summary>10.2, Windows 10 1809: IBackgroundCopyJobHttpOptions2.</summary>
    V10_2,

    /// <summary>10.3, Windows 10 1903: IBackgroundCopyJobHttpOptions3.</summary>
    V10_3,
}
