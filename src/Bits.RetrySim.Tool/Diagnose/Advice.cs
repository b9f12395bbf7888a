namespace Bits.RetrySim.Tool;

/// <summary>What to do about a job, and where to look.</summary>
internal static class Advice
{
    internal static IEnumerable<string> For(Diagnosis diagnosis)
    {
        string id = diagnosis.Job.Id?.ToString("B") ?? "JOB";
        foreach (string step in Steps(diagnosis, id))
        {
            yield return step;
        }

        bool hasFailed = diagnosis.State is BackgroundCopyJobState.Error or BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Queued;
        if (diagnosis is { ErrorCode: { } code, IsBlocked: false } && hasFailed && Cause(code) is { } cause)
        {
            yield return cause;
        }
    }

    private static IEnumerable<string> Steps(Diagnosis diagnosis, string id)
    {
        switch (diagnosis.State)
        {
            case var _ when diagnosis.IsUntried:
                yield return "List the jobs to see what it is in: bitsadmin /list /allusers /verbose.";
                break;
            case BackgroundCopyJobState.Error when diagnosis.AllowsRetry == false:
                yield return $"Let it retry: bitsadmin /setnoprogresstimeout {id} SECONDS with a multiple of the retry delay ({Durations.Text(diagnosis.Settings.Delay)}), "
                    + $"then bitsadmin /resume {id}; and have the program that makes these jobs set both.";
                break;
            case BackgroundCopyJobState.Error when diagnosis.HasTimedOut:
                yield return $"Remove the cause, then bitsadmin /resume {id}: that begins a new no-progress time. What has arrived is kept.";
                break;
            case BackgroundCopyJobState.Error:
                yield return $"BITS does nothing more by itself. Remove the cause, then bitsadmin /resume {id}; or keep the files that are complete with /complete, "
                    + "or give up with /cancel.";
                break;
            case BackgroundCopyJobState.TransientError when diagnosis.ErrorCode is { } code && HeldBack.ByCode(code) is not null:
                yield return Block(diagnosis.Reason);
                break;
            case BackgroundCopyJobState.TransientError:
                yield return $"Nothing has to be done: BITS tries again by itself. bitsadmin /resume {id} tries at once, and begins the no-progress time anew.";
                break;
            case BackgroundCopyJobState.Suspended:
                yield return $"Somebody suspended it, or never resumed it: bitsadmin /resume {id}.";
                break;
            case BackgroundCopyJobState.Transferred:
                yield return $"Everything is here, but under temporary names: the program that made the job, or bitsadmin /complete {id}, has to complete it.";
                break;
            case BackgroundCopyJobState.Queued:
                yield return "It waits for its turn, or for its owner to log on: of background jobs of one priority one runs at a time. Look at what the others are in.";
                break;
            case BackgroundCopyJobState.Connecting or BackgroundCopyJobState.Transferring:
                yield return "It is being worked on. If nothing changes, look again a few minutes later and compare its bytes.";
                break;
        }
    }

    private static string Block(RetryReason? reason) => reason switch
    {
        RetryReason.BlockedByNetwork => "Connect the computer; the job is tried as soon as the network is back, whatever its delay.",
        RetryReason.BlockedByLockedVolume => "Wait for the check of the volume, or whatever locks it, to be over.",
        RetryReason.BlockedByStandby => "Wake the computer.",
        RetryReason.BlockedByBandwidthPolicy =>
            "The policy allows 0 kbit/s to background jobs now: wait for its other hours, change MaxInternetBandwidth, or make it a foreground job.",
        RetryReason.BlockedByCost => "Take a network that costs nothing, or let the program allow more with the job's cost flags.",
        RetryReason.BlockedByBatteryPolicy => "Plug the computer in.",
        RetryReason.BlockedByBatterySaver => "Switch battery saver off, plug the computer in, or make it a foreground job.",
        RetryReason.BlockedByGameMode => "Leave the game, or switch game mode off.",
        RetryReason.BlockedByBackgroundAccess =>
            "It goes on when background work of the owner's app is allowed again: when the app leaves the foreground, or gets the permission to run in the background. "
            + "A foreground job does not wait for that.",
        RetryReason.BlockedBySystemPolicy => "Ask whoever manages the computer which policy stops transfers.",
        _ => "It goes on by itself when that ends.",
    };

    /// <summary>Where to look for the cause; null where the description says all there is.</summary>
    private static string? Cause(int code) => code switch
    {
        HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED => "Look at DNS and at the proxy's name, on that computer: nslookup HOST, netsh winhttp show proxy.",
        HResults.ERROR_WINHTTP_CANNOT_CONNECT or HResults.ERROR_WINHTTP_TIMEOUT or HResults.ERROR_WINHTTP_CONNECTION_ERROR or HResults.ERROR_INTERNET_CONNECTION_RESET =>
            "Look at what lies between that computer and the server: firewall, proxy, VPN; and at the server's own log.",
        HResults.BG_E_HTTP_ERROR_401 or HResults.BG_E_HTTP_ERROR_407 => "Credentials are missing or wrong; BITS runs as the owner and uses what SetCredentials gave it.",
        HResults.BG_E_HTTP_ERROR_403 or HResults.BG_E_HTTP_ERROR_404 or HResults.BG_E_HTTP_ERROR_410 =>
            "The server answered and does not give the file: look at the address, and at what the server allows.",
        HResults.BG_E_INSUFFICIENT_RANGE_SUPPORT or HResults.BG_E_MISSING_FILE_SIZE =>
            "The server, or a proxy before it, must answer HEAD with Content-Length and GET with Range: curl -I URL shows what it does.",
        HResults.ERROR_WINHTTP_SECURE_FAILURE => "Look at the computer's clock, and at the server's certificate and its issuer.",
        _ => null,
    };
}
