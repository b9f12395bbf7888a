namespace Bits.RetrySim;

/// <summary>What a <see cref="BackgroundCopyUser"/> may do.</summary>
public enum BackgroundCopyUserKind
{
    /// <summary>The limits of <see cref="GroupPolicy"/> apply, and jobs run only while the user is logged on (NET-5).</summary>
    Ordinary = 0,

    /// <summary>The limits on jobs and files do not apply (POLICY-20); jobs run only while the user is logged on (NET-5).</summary>
    Administrator = 1,

    /// <summary>The limits on jobs and files do not apply (POLICY-20), and the account is always logged on (NET-5).</summary>
    ServiceAccount = 2,
}
