using System.Security.Cryptography;

namespace Bits.RetrySim.Tests;

/// <summary>Files of this machine that have to have a hash (D-52).</summary>
public sealed class HttpHashTests : HttpScene
{
    private const int Size = 3_000_000;
    private static readonly ServedFile Whole = ServedFile.Of(Size);
    private static readonly ServedFile Spoilt = new(Spoil(Whole.Content), Whole.LastModified);
    private static readonly string Hash = Convert.ToHexString(SHA256.HashData(Whole.Content));

    [Fact]
    public async Task File_ThatBreaksOffAndGoesOn_HasItsHash()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole, null, new ServerFault.Drop(1_500_000)), configure: Expect);

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);

        job.Complete();
        ReadFile().Should().Equal(Whole.Content);
    }

    /// <summary>The server says of both that they are the same one; only their bytes tell them apart.</summary>
    [Fact]
    public async Task File_OfAnotherHash_IsThrownAwayAndFetchedAnew()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Spoilt), configure: Expect);

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Error);

        (job.Error!.Code, job.Error.Context, job.Progress.BytesTransferred).Should().Be((HResults.BG_E_VALIDATION_FAILED, BackgroundCopyErrorContext.RemoteFile, 0));
        new FileInfo(job.Files[0].TemporaryName!).Length.Should().Be(0);
        Directory.Files.Should().NotContain("file");
        Server.Serve("/f", Whole);
        job.Resume();
        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
        Server.Requests[^1].Range.Should().Be($"bytes=0-{Size - 1}");
        job.Complete();
        ReadFile().Should().Equal(Whole.Content);
    }

    /// <summary>What was here when the job was stopped at its last byte is looked at as well.</summary>
    [Fact]
    public async Task File_AllOfWhichWasHere_IsLookedAtBeforeItCounts()
    {
        Server.Serve("/f", Whole, null, new ServerFault.Stall(Size - 1));
        BackgroundCopyJob job = Fetch(Server.UrlOf("/f"), configure: Expect);
        await ArriveAsync(job);
        job.Suspend();
        await using (FileStream temporary = new(job.Files[0].TemporaryName!, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            temporary.Position = 1_000;
            temporary.WriteByte((byte)(Whole.Content[1_000] ^ 1));
        }

        job.Resume();

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Error);
        job.Error!.Code.Should().Be(HResults.BG_E_VALIDATION_FAILED);
    }

    [Fact]
    public async Task File_WithRanges_HasTheHashOfItsParts()
    {
        byte[] parts = [.. Whole.Content.AsSpan(10, 5_000), .. Whole.Content.AsSpan(2_000_000, 100)];
        BackgroundCopyJob job = Manager.CreateJob("parts");
        job.AddFileWithRanges(Server.Serve("/f", Whole), Directory.NameOf("file"), [new(10, 5_000), new(2_000_000, 100)]).ExpectedSha256 = Convert.ToHexString(SHA256.HashData(parts));
        job.Resume();

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    public async Task File_OfWhichAPartCameFirst_IsLookedAtWhenItIsWhole()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole), configure: job =>
        {
            Expect(job);
            job.Files[0].RequestFileRanges([new(1_000_000, 10)]);
        });
        await job.WaitForStateAsync(BackgroundCopyJobState.Suspended).WaitAsync(Guard.Limit);

        job.Resume();

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
        job.Complete();
        ReadFile().Should().Equal(Whole.Content);
    }

    private static void Expect(BackgroundCopyJob job) => job.Files[0].ExpectedSha256 = Hash;

    private static byte[] Spoil(byte[] content)
    {
        byte[] spoilt = [.. content];
        spoilt[^1] ^= 1;
        return spoilt;
    }
}
