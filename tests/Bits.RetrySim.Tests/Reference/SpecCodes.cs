namespace Bits.RetrySim.Tests;

/// <summary>The result codes that scripts and the reference model use, written down a second time on purpose: the model shares no code with the library.</summary>
internal static class SpecCodes
{
    internal const int Ok = 0;
    internal const int PartialComplete = 0x00200017;
    internal const int InvalidState = unchecked((int)0x80200002);
    internal const int Empty = unchecked((int)0x80200003);
    internal const int MissingFileSize = unchecked((int)0x80200011);
    internal const int TooManyJobsPerMachine = unchecked((int)0x80200050);
    internal const int TooManyJobsPerUser = unchecked((int)0x80200049);
    internal const int TooManyFiles = unchecked((int)0x8020001C);
    internal const int TooManyFilesInJob = unchecked((int)0x80200051);
    internal const int NotWithCustomMethod = unchecked((int)0x80200071);
    internal const int MaxDownloadTimeout = unchecked((int)0x80200054);

    internal const int VolumeLocked = unchecked((int)0x8020000D);
    internal const int NetworkDisconnected = unchecked((int)0x80200010);
    internal const int BlockedByBandwidth = unchecked((int)0x8020003E);
    internal const int BlockedByCost = unchecked((int)0x80200059);
    internal const int Standby = unchecked((int)0x80200065);
    internal const int BlockedByBatteryPolicy = unchecked((int)0x80200067);
    internal const int BlockedByBatterySaver = unchecked((int)0x80200068);
    internal const int BlockedByBackgroundAccess = unchecked((int)0x8020006E);
    internal const int BlockedByGameMode = unchecked((int)0x8020006F);
    internal const int BlockedBySystemPolicy = unchecked((int)0x80200070);

    internal const int CannotConnect = unchecked((int)0x80072EFD);
    internal const int NameNotResolved = unchecked((int)0x80072EE7);
    internal const int CertificateRevoked = unchecked((int)0x80072F8A);
    internal const int ConnectionAborted = unchecked((int)0x80072EFE);
    internal const int AccessDenied = unchecked((int)0x80070005);
    internal const int NotLoggedOn = unchecked((int)0x800704DD);

    internal const int JudgeRequired = unchecked((int)0x80200074);
    internal const int OnlyWhileInactive = unchecked((int)0x80200075);
    internal const int Refused = unchecked((int)0x80004005);

    internal const int Pending = unchecked((int)0x8000000A);
    internal const int ValidationFailed = unchecked((int)0x80200053);
    internal const int InvalidRange = unchecked((int)0x8020002B);
    internal const int TokenRequired = unchecked((int)0x80200056);
    internal const int RandomAccessNotSupported = unchecked((int)0x8020006D);

    private const int HttpBase = unchecked((int)0x80190000);

    /// <summary>The code of an HTTP status (ERR-51).</summary>
    internal static int Http(int status) => HttpBase + status;

    /// <summary>The complete "waits for condition" set of RETRY-16.</summary>
    internal static bool WaitsForCondition(int code) => code
        is VolumeLocked or NetworkDisconnected or BlockedByBandwidth or BlockedByCost or Standby or BlockedByBatteryPolicy
        or BlockedByBatterySaver or BlockedByBackgroundAccess or BlockedByGameMode or BlockedBySystemPolicy;

    /// <summary>Whether a failure of an attempt is fatal: ERR-20 for HTTP statuses, ERR-26 to ERR-42 for the few other codes that scripts use.</summary>
    internal static bool IsFatal(int code)
    {
        if ((code & unchecked((int)0xFFFF0000)) == HttpBase)
        {
            int status = code & 0xFFFF;
            return (status / 100) switch
            {
                2 => status == 200, // outside the rule: an unusable answer
                3 => status is >= 300 and <= 305 or 307,
                4 => status is not (408 or 409),
                5 => status is 501 or 505,
                _ => false,
            };
        }

        return code is CertificateRevoked or AccessDenied or MaxDownloadTimeout or MissingFileSize or InvalidRange or JudgeRequired;
    }
}
