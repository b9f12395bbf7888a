using System.Text.Json;
using Bits.RetrySim.Tests;

namespace Bits.RetrySim.Tool.Tests;

/// <summary>Downloads that are interrupted, from a server and into a directory of this machine.</summary>
public abstract class StoredDownloadScene : IAsyncLifetime
{
    private protected const int Size = 2_000_000;
    private protected const int Half = 1_200_000;

    private protected readonly TemporaryDirectory _directory = new();
    private protected readonly ServedFile _file = ServedFile.Of(Size, tag: "\"a\"");
    private protected FaultServer _server = null!;

    public async Task InitializeAsync() => _server = await FaultServer.StartAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    /// <summary>A job of another program, which is kept as it makes it.</summary>
    private protected Guid Keep(string store, string? url, Action<BackgroundCopyJob> change)
    {
        using SqliteJobStore jobs = new(store);
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { Transport = new ManualTransport(), Files = new DiskFiles(), Store = jobs });
        BackgroundCopyJob job = manager.CreateJob("other");
        if (url is not null)
        {
            job.AddFile(url, _directory.NameOf("f.bin"));
        }

        change(job);
        return job.Id;
    }

    /// <summary>A job that has arrived, and that nobody has completed.</summary>
    private protected Guid KeepTransferred(string store, Action<BackgroundCopyJob> change)
    {
        Guid id = Keep(store, _server.Serve("/f.bin", _file), change);
        using SqliteJobStore jobs = new(store);
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { Transport = new HttpTransport(), Files = new DiskFiles(), Store = jobs });
        BackgroundCopyJob job = manager.GetJob(id);
        job.Resume();
        job.WaitForStateAsync(BackgroundCopyJobState.Transferred).Wait(Guard.Limit).Should().BeTrue();
        return id;
    }

    private protected Task<(string Url, ToolRun Run)> InterruptAsync(params string[] arguments) => InterruptAsync([], arguments);

    /// <summary>A download that stopped with a part of its last file, since the server says nothing any more and then Ctrl-C came.</summary>
    private protected async Task<(string Url, ToolRun Run)> InterruptAsync(string[] before, params string[] arguments)
    {
        string url = _server.Serve("/f.bin", _file, null, new ServerFault.Stall(Half));
        using CancellationTokenSource interrupt = new();
        Task<ToolRun> run = Task.Run(() => ToolRun.Until(interrupt.Token, ["download", .. before, url, "-o", _directory.Path, .. arguments]));
        await _server.StalledAsync();
        await BytesAreThereAsync();
        await interrupt.CancelAsync();
        return (url, await run);
    }

    /// <summary>What the server sent is on its way when it stalls.</summary>
    private async Task BytesAreThereAsync()
    {
        using FileSystemWatcher watcher = new(_directory.Path, "BIT*.tmp") { NotifyFilter = NotifyFilters.Size | NotifyFilters.LastWrite | NotifyFilters.FileName };
        using SemaphoreSlim changed = new(0);
        watcher.Changed += (_, _) => changed.Release();
        watcher.Created += (_, _) => changed.Release();
        watcher.EnableRaisingEvents = true;
        while (!new DirectoryInfo(_directory.Path).EnumerateFiles("BIT*.tmp").Any(static file => file.Length == Half))
        {
            (await changed.WaitAsync(Guard.Limit)).Should().BeTrue();
        }
    }

    /// <summary>What is kept of the one download; of the last piece it may not have been told yet when it was interrupted.</summary>
    private protected long Here()
    {
        long here = JsonDocument.Parse(ToolRun.OutputOf("list", "-o", _directory.Path, "--json")).RootElement[0].GetProperty("bytes").GetInt64();
        here.Should().BePositive().And.BeLessThanOrEqualTo(Half);
        return here;
    }

    private protected string IdOfTheOne() => ToolRun.LinesOf("list", "-o", _directory.Path)[2].Trim()[..8];

    private protected void TheFileIsThereAndNothingElse()
    {
        _directory.Files.Should().Equal("f.bin");
        File.ReadAllBytes(_directory.NameOf("f.bin")).Should().Equal(_file.Content);
    }
}
