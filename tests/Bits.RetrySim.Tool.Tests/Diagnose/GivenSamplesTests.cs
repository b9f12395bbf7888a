namespace Bits.RetrySim.Tool.Tests;

/// <summary>A block, settings that allow no retry, and a bad line, as users reported them.</summary>
public sealed class GivenSamplesTests
{
    [Fact]
    [Trait("Rule", "RETRY-16")]
    [Trait("Rule", "RETRY-17")]
    [Trait("Rule", "ERR-14")]
    public void BitsadminVerbose_HeldBackByBackgroundAccess_SaysWhatItWaitsForAndBothReadingsOfTheTimeout() =>
        Sample.Diagnose("bitsadmin-verbose.txt").Should()
            .StartWith("1 job\n  Contoso app update: held back, which is no failure; no retry delay runs. Background work of the app is not allowed;")
            .And.Contain("  state       Transient error since 2025-03-14 11:33:58\n")
            .And.Contain("(0x8020006E); no failure but a block: BITS waits until it ends\n")
            .And.Contain("  next        it is tried as soon as that ends, whatever the retry delay\n")
            .And.Contain("Error at 2025-03-28 11:33:58, 14 d after it began to wait, if the time of a block counts towards the no-progress timeout")
            .And.Contain("cancelled by the inactivity policy, not before 2025-06-12 11:33:58 if nothing else counts\n")
            .And.Contain("  error count 0, fits: a block is not counted\n")
            .And.Contain("retries are possible\n")
            .And.Contain("when the app leaves the foreground")
            .And.Contain("local ones of the computer")
            .And.NotContain("alex");

    [Fact]
    [Trait("Rule", "RETRY-7")]
    public void GetBitsTransfer_DelayAboveTimeout_SaysThatItGaveUpAtItsFirstFailure() =>
        Sample.Diagnose("get-bitstransfer.txt").Should()
            .StartWith("1 job\n  Fabrikam payload: gave up at its first failure: its settings allow no retry.\n")
            .And.Contain("(0x80072EE7); transient: BITS normally retries it\n")
            .And.Contain("  next        nothing: in Error only Resume, Complete or Cancel does anything\n")
            .And.Contain("  settings    retry delay 10 min, no-progress timeout 2 min; no retry is possible\n")
            .And.Contain("The retry delay of 00:10:00 exceeds the no-progress timeout of 00:02:00: the job is never retried")
            .And.Contain("  error count 1, fits\n")
            .And.Contain("bitsadmin /setnoprogresstimeout {5d0b7c1e-6a0f-4f43-8f0d-2f4e5a9b7c22} SECONDS");

    [Fact]
    [Trait("Rule", "RETRY-28")]
    [Trait("Rule", "RETRY-10")]
    public void EventLog_BadLine_RebuildsTheHistoryAndSaysWhenTheNextTryIsDue() =>
        Sample.Diagnose("bits-client-events.xml").Should()
            .StartWith("1 job\n  Contoso Component Updater: waits for its retry delay; the next try is due about 2025-03-14 09:05:27 UTC.\n")
            .And.Contain("  bytes       13.7 MB of 14.4 MB\n")
            .And.Contain("  at once     one immediate retry at 2025-03-14 09:00:00.187 UTC")
            .And.Contain("retry delay 1 min (read from one gap)")
            .And.Contain("the no-progress time runs since 2025-03-14 09:03:26 UTC\n")
            .And.Contain("Error at 2025-03-28 09:03:26 UTC, if no byte comes and the timeout is BITS's default")
            .And.Contain("State, count and timeout are not in the log")
            .And.EndWith(
                " 09:00:00.142                   0.03 s      0 B  connection lost\n"
                + " 09:00:00.187      0.015 s  3 min 26 s  13.7 MB  at once: connection lost\n"
                + " 09:04:27.010  1 min 0.5 s                       unknown host, before an answer\n");

    /// <summary>The log tells when the job was created, in UTC, so that the listing's local times can be placed, and the settings come from the listing.</summary>
    [Fact]
    public void ListingAndLog_OfTheSameJob_AreReadAsOne() =>
        Sample.Diagnose("merged-listing.txt", "bits-client-events.xml").Should()
            .StartWith("1 job\n  Contoso Component Updater: waits for its retry delay; the next try is due at 2025-03-14 09:05:27 UTC.\n")
            .And.Contain("  error count 2, as the log has it\n")
            .And.Contain("Error at 2025-03-15 09:03:26 UTC, if no byte comes: the no-progress time runs since 2025-03-14 09:03:26 UTC\n")
            .And.NotContain("not known").And.NotContain("local ones");
}
