using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>What a killed process has left: the jobs in its store, read from a copy so that the next process finds the log as it was, and their files.</summary>
internal static class KeptJobs
{
    internal static IReadOnlyList<JobSnapshot> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        string copy = path + ".copy";
        File.Copy(path, copy, overwrite: true);
        File.Delete(copy + "-wal");
        if (File.Exists(path + "-wal"))
        {
            File.Copy(path + "-wal", copy + "-wal");
        }

        using SqliteJobStore store = new(copy);
        return [.. store.Load().Select(JobFormat.Read)];
    }

    /// <summary>Every job that was made is kept, once, or completed; what it says is here is here, and as it was served.</summary>
    internal static void CheckFiles(IReadOnlyList<JobSnapshot> jobs, KillFiles files, KillRecord record)
    {
        jobs.Select(static job => job.DisplayName).Should().OnlyHaveUniqueItems();
        foreach ((string name, Guid id) in record.Made)
        {
            JobSnapshot? job = jobs.SingleOrDefault(job => job.DisplayName == name);
            (job?.Id ?? id).Should().Be(id);
            (job is not null || record.HasHeard(name)).Should().BeTrue("job {0} is not lost", name);
            (job is null || !record.IsCompleted(name)).Should().BeTrue("job {0} is over", name);
        }

        foreach (JobSnapshot job in jobs)
        {
            for (int file = 0; file < job.Files.Count; file++)
            {
                Check(job, file, files, record.HasHeard(job.DisplayName));
            }
        }
    }

    /// <summary>The first request for the bytes of each file asks for those behind the last ones that were kept, if the file is still the same; of a file that is here for none.</summary>
    internal static void CheckRequests(IReadOnlyList<JobSnapshot> before, IEnumerable<ServedRequest> requests, KillFiles files)
    {
        Dictionary<string, FileSnapshot> kept = before.SelectMany(static job => job.Files).ToDictionary(static file => new Uri(file.RemoteName).AbsolutePath);
        foreach (ServedRequest first in requests.Where(static request => request.Method == "GET").DistinctBy(static request => request.Path))
        {
            FileSnapshot? file = kept.GetValueOrDefault(first.Path);
            (file is { HasArrived: true }).Should().BeFalse("{0} is here", first.Path);
            long from = first.Range is { } range ? long.Parse(range.AsSpan()[6..range.IndexOf('-')], CultureInfo.InvariantCulture) : 0;
            if (from != 0 || !files.Changes(first.Path))
            {
                from.Should().Be(file?.Bytes ?? 0, "{0} goes on where it stood", first.Path);
            }
        }
    }

    private static void Check(JobSnapshot job, int index, KillFiles files, bool mayBeRenamed)
    {
        FileSnapshot file = job.Files[index];
        string temporary = new DiskFiles().TemporaryOf(file.LocalName, job.Id, job.Number, index + 1);
        string here = mayBeRenamed && !File.Exists(temporary) ? file.LocalName : temporary;
        if (file.Bytes == 0 && !file.HasArrived)
        {
            return;
        }

        byte[] bytes = File.ReadAllBytes(here);
        bytes.Length.Should().BeGreaterThanOrEqualTo((int)file.Bytes, "what is kept as here is here");
        byte[] served = files.ContentOf(file.RemoteName, file.TimeStamp);
        bytes.AsSpan(0, (int)file.Bytes).SequenceEqual(served.AsSpan(0, (int)file.Bytes)).Should().BeTrue("{0} holds what was served", here);
        file.HasArrived.Should().Be(file.HasArrived && bytes.Length == served.Length);
    }
}
