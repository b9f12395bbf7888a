namespace Bits.RetrySim.Tests;

/// <summary>Every fault of a server, at every point of a file, for files of every class of size: the file is whole, or the job has the error that the rules name.</summary>
public sealed class HttpFaultMatrixTests : HttpScene
{
    private const string Path = "/file";
    private static readonly int[] Sizes = [1, 2, 1_000, 65_536, 1_048_576, 2_500_000];

    /// <summary>What can go wrong with the answer to a GET, and what becomes of the job: 0, it goes on; else its error.</summary>
    private static readonly Dictionary<string, (Func<int, ServerFault> Make, int Code)> OfGet = new()
    {
        ["nothing"] = (size => new ServerFault.Drop(size), 0),
        ["reset"] = (_ => new ServerFault.Drop(-1), 0),
        ["drop at 0"] = (_ => new ServerFault.Drop(0), 0),
        ["drop at 1"] = (_ => new ServerFault.Drop(1), 0),
        ["drop before the end"] = (size => new ServerFault.Drop(size - 1), 0),
        ["503"] = (_ => new ServerFault.Status(503, "Retry-After", "120"), 0),
        ["408"] = (_ => new ServerFault.Status(408), 0),
        ["404"] = (_ => new ServerFault.Status(404), HResults.BG_E_HTTP_ERROR_404),
        ["416"] = (_ => new ServerFault.Status(416), HResults.BG_E_HTTP_ERROR_416),
        ["204"] = (_ => new ServerFault.Status(204), 0),
        ["no range"] = (_ => new ServerFault.IgnoreRange(), HResults.BG_E_INSUFFICIENT_RANGE_SUPPORT),
        ["wrong range"] = (_ => new ServerFault.WrongRange(), HResults.BG_E_INVALID_SERVER_RESPONSE),
        ["no content range"] = (_ => new ServerFault.NoContentRange(), HResults.BG_E_INVALID_SERVER_RESPONSE),
        ["no length"] = (_ => new ServerFault.NoLength(), HResults.BG_E_INSUFFICIENT_RANGE_SUPPORT),
        ["a part without a time stamp"] = (_ => new ServerFault.Terse(), 0),
        ["packed"] = (_ => new ServerFault.Packed(), HResults.BG_E_INVALID_SERVER_RESPONSE),
        ["multipart"] = (_ => new ServerFault.Multipart(), HResults.BG_E_INVALID_SERVER_RESPONSE),
        ["replaced"] = (size => new ServerFault.Replace(ServedFile.Of(size, seed: 2)), 0),
        ["replaced by a smaller one"] = (size => new ServerFault.Replace(ServedFile.Of((size + 1) / 2, seed: 2)), 0),
        ["replaced by a larger one"] = (size => new ServerFault.Replace(ServedFile.Of(size * 2, seed: 2)), 0),
    };

    /// <summary>What can go wrong with the answer to a HEAD.</summary>
    private static readonly Dictionary<string, (Func<int, ServerFault> Make, int Code)> OfHead = new()
    {
        ["reset"] = (_ => new ServerFault.Drop(-1), 0),
        ["500"] = (_ => new ServerFault.Status(500), 0),
        ["503"] = (_ => new ServerFault.Status(503), 0),
        ["204"] = (_ => new ServerFault.Status(204), 0),
        ["404"] = (_ => new ServerFault.Status(404), HResults.BG_E_HTTP_ERROR_404),
        ["405"] = (_ => new ServerFault.Status(405), HResults.BG_E_HTTP_ERROR_405),
        ["501"] = (_ => new ServerFault.Status(501), HResults.BG_E_HTTP_ERROR_501),
        ["redirect without a target"] = (_ => new ServerFault.Status(302), HResults.BG_E_HTTP_ERROR_302),
        ["no length"] = (_ => new ServerFault.NoLength(), HResults.BG_E_MISSING_FILE_SIZE),
        ["replaced"] = (size => new ServerFault.Replace(ServedFile.Of(size, seed: 2)), 0),
        ["replaced by a smaller one"] = (size => new ServerFault.Replace(ServedFile.Of((size + 1) / 2, seed: 2)), 0),
    };

    public static TheoryData<string> FaultsOfGet => [.. OfGet.Keys];

    public static TheoryData<string> FaultsOfHead => [.. OfHead.Keys];

    [Theory]
    [MemberData(nameof(FaultsOfGet))]
    public Task Get_Fault_IsHealedOrIsTheErrorOfTheRules(string fault) =>
        CheckAllAsync((size, point, file) => CheckAsync(fault, OfGet[fault], [null], size, point, file));

    [Theory]
    [MemberData(nameof(FaultsOfHead))]
    public Task Head_Fault_IsHealedOrIsTheErrorOfTheRules(string fault) =>
        CheckAllAsync((size, point, file) => CheckAsync(fault, OfHead[fault], [], size, point, file));

    private static async Task CheckAllAsync(Func<int, int, string, Task> check)
    {
        int cases = 0;
        foreach (int size in Sizes)
        {
            foreach (int point in new[] { 0, 1, size / 2, size - 1 }.Distinct().Where(point => point < size))
            {
                await check(size, point, $"file{++cases}");
            }
        }

        cases.Should().BeGreaterThan(15);
    }

    /// <summary>The file has come up to a point when the fault strikes. Four times: the first three are tried again at once (RETRY-28).</summary>
    private async Task CheckAsync(string fault, (Func<int, ServerFault> Make, int Code) expected, ServerFault?[] before, int size, int point, string file)
    {
        (Func<int, ServerFault> make, int code) = expected;
        ServerFault strikes = make(size - point);
        bool isReplaced = strikes is ServerFault.Replace;
        List<ServerFault?> faults = point == 0 ? [] : [null, new ServerFault.Drop(point)];
        for (int turn = 0; turn < (isReplaced ? 1 : 4); turn++)
        {
            faults.AddRange([.. before, strikes]);
        }

        string url = Server.Serve($"{Path}{file}", ServedFile.Of(size), [.. faults]);

        BackgroundCopyJob job = Fetch(url, file);
        BackgroundCopyJobState state = await EndAsync(job);

        string what = $"{fault} at {point} of {size}";
        if (code != 0)
        {
            (state, job.Error?.Code, job.Files[0].Progress.BytesTransferred).Should().Be((BackgroundCopyJobState.Error, code, (long)point), what);
            job.Cancel();
            Directory.Files.Should().NotContain(name => name.StartsWith("BIT", StringComparison.Ordinal), what);
            return;
        }

        state.Should().Be(BackgroundCopyJobState.Transferred, what);
        job.Complete().Should().Be(BackgroundCopyResult.Ok, what);
        ReadFile(file).AsSpan().SequenceEqual(isReplaced ? ((ServerFault.Replace)strikes).By.Content : ServedFile.Of(size).Content).Should().BeTrue(what);
    }
}
