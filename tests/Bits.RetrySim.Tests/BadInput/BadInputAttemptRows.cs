using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>Attempts that are driven by hand.</summary>
internal static class BadInputAttemptRows
{
    private const string Accept = "ManualAttempt.Accept(Int64 size, DateTimeOffset? timeStamp)";
    private const string Ask = "ManualAttempt.AskAboutCertificate(String subjectName, Byte[] rawData, Byte[] chainData)";
    private const string Receive = "ManualAttempt.Receive(Int64 bytes)";
    private const string Fail = "ManualAttempt.Fail(Int32 hresult)";
    private const string FailUnsigned = "ManualAttempt.Fail(UInt32 hresult)";
    private const string FailHttp = "ManualAttempt.FailHttp(Int32 status)";
    private const string Restart = "ManualAttempt.Restart(Int64 size, DateTimeOffset? timeStamp)";
    private const string Complete = "ManualAttempt.Complete()";

    internal static IEnumerable<BadInputRow> All =>
    [
        Range(Accept, "negative", world => world.Unaccepted.Accept(-1), "size", "0 or more"),
        Operation(Accept, "twice", world => world.Accepted.Accept(5), "already", "Restart"),
        Operation(Accept, "ended", world => world.Ended.Accept(5), "ended", "0x801901F7"),
        Null(Ask, "subjectName", world => world.Unaccepted.AskAboutCertificate(null!)),
        Invalid(Ask, "subject empty", world => world.Unaccepted.AskAboutCertificate(""), "subjectName", "empty"),
        Invalid(Ask, "subject of two lines", world => world.Unaccepted.AskAboutCertificate("CN=h\nCN=i"), "subjectName", "control characters"),
        Invalid(Ask, "no bytes", world => world.Unaccepted.AskAboutCertificate("CN=h", []), "rawData", "0", "1"),
        Operation(Ask, "accepted", world => world.Accepted.AskAboutCertificate("CN=h"), "already", "before"),
        Operation(Ask, "ended", world => world.Ended.AskAboutCertificate("CN=h"), "ended", "0x801901F7"),
        Range(Receive, "0", world => world.Accepted.Receive(0), "bytes", "1 to 1000"),
        Range(Receive, "negative", world => world.Accepted.Receive(long.MinValue), "bytes", "1 to 1000"),
        Range(Receive, "more than the file lacks", world => world.Accepted.Receive(1001), "bytes", "1 to 1000"),
        Operation(Receive, "not accepted", world => world.Unaccepted.Receive(1), "not been accepted", "Accept"),
        Operation(Receive, "ended", world => world.Ended.Receive(1), "ended"),
        Operation(Complete, "not accepted", world => world.Unaccepted.Complete(), "not been accepted", "Accept"),
        Operation(Complete, "ended", world => world.Ended.Complete(), "ended"),
        .. Codes(Fail, (attempt, code) => attempt.Fail(code)),
        .. Codes(FailUnsigned, (attempt, code) => attempt.Fail(unchecked((uint)code))),
        Range(FailHttp, "99", world => world.Accepted.FailHttp(99), "status", "100", "999"),
        Range(FailHttp, "1000", world => world.Accepted.FailHttp(1000), "status", "100", "999"),
        Invalid(FailHttp, "200", world => world.Accepted.FailHttp(200), "status", "200"),
        Operation(FailHttp, "ended", world => world.Ended.FailHttp(503), "ended"),
        Range(Restart, "negative", world => world.Accepted.Restart(-1), "size", "0 or more"),
        Operation(Restart, "not accepted", world => world.Unaccepted.Restart(1), "not been accepted"),
        Operation(Restart, "ended", world => world.Ended.Restart(1), "ended"),
        Operation("ManualTransport.Current()", "several", world => _ = world.Bench.Transport.Current, "2 attempts", "Running"),
        Operation(Accept, "manager disposed", world => world.Bench.Transport.Attempts[^1].Accept(5), "ended", "stopped")
            with { Arrange = world => world.Manager.Dispose() },
    ];

    private static IEnumerable<BadInputRow> Codes(string member, Action<ManualAttempt, int> fail) =>
    [
        Invalid(member, "success", world => fail(world.Accepted, 0), "hresult", "not a failure"),
        Invalid(member, "HTTP status", world => fail(world.Accepted, 503), "hresult", "0x80190000"),
        Invalid(member, "block", world => fail(world.Accepted, HResults.BG_E_BLOCKED_BY_POLICY), "hresult", "policy"),
        Operation(member, "ended", world => fail(world.Ended, HResults.E_FAIL), "ended"),
    ];
}
