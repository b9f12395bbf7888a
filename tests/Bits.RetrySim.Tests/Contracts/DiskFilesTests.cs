namespace Bits.RetrySim.Tests;

/// <summary>The files of this machine keep to the contract.</summary>
public sealed class DiskFilesTests : LocalFilesContract, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private protected override LocalFiles Files { get; } = new DiskFiles();

    public void Dispose() => _directory.Dispose();

    [Fact]
    [Trait("Rule", "FILE-5")]
    public void CheckWritable_DirectoryThatIsNotThere_TellsSo() =>
        Files.CheckWritable(NameOf("none/file")).Should().Be(HResults.ERROR_PATH_NOT_FOUND);

    [Fact]
    [Trait("Rule", "FILE-5")]
    public void CheckWritable_PathOfAnotherSystem_IsNoName() =>
        Files.CheckWritable(OperatingSystem.IsWindows() ? "/tmp/file" : @"C:\down\file").Should().Be(HResults.ERROR_INVALID_NAME);

    [Fact]
    [Trait("Rule", "FILE-6")]
    public void CheckWritable_FileThatCannotBeWritten_IsDenied()
    {
        File.WriteAllText(NameOf("old"), "old");
        File.SetAttributes(NameOf("old"), FileAttributes.ReadOnly);

        Files.CheckWritable(NameOf("old")).Should().Be(HResults.E_ACCESSDENIED);
        File.SetAttributes(NameOf("old"), FileAttributes.Normal);
    }

    [Theory]
    [Trait("Rule", "LIFE-11")]
    [InlineData(4, 0, true)]
    [InlineData(4, 2, true)]
    [InlineData(4, -2, true)]
    [InlineData(4, 3, false)]
    [InlineData(4, null, true)]
    [InlineData(5, 0, false)]
    public void Rename_TemporaryFileIsGone_IsDoneIfTheFileIsInItsPlace(int bytes, int? secondsOff, bool isDone)
    {
        string name = NameOf("file");
        DateTime told = new(2020, 2, 20, 20, 20, 20, DateTimeKind.Utc);
        File.WriteAllText(name, "here");
        File.SetLastWriteTimeUtc(name, told.AddSeconds(secondsOff ?? 0));

        Files.Rename(TargetOf(name) with { Bytes = bytes, TimeStamp = secondsOff is null ? FileVersion.NoTimeStamp : told.Ticks }).Should().Be(isDone ? 0 : HResults.ERROR_FILE_NOT_FOUND, "the process may have ended before it could say so");

        File.ReadAllText(name).Should().Be("here");
    }

    [Fact]
    [Trait("Rule", "LIFE-11")]
    public void Rename_FileOfThatName_IsReplaced()
    {
        string name = NameOf("file");
        File.WriteAllText(name, "old");
        Arrive(name);

        Files.Rename(TargetOf(name)).Should().Be(0);
        (File.ReadAllText(name), _directory.Files).Should().BeEquivalentTo(("new", new[] { "file" }));
    }

    /// <summary>What a power failure must not take back is written before the job is completed, also by the next one who completes it.</summary>
    [Theory]
    [Trait("Rule", "LIFE-11")]
    [InlineData(false)]
    [InlineData(true)]
    public void Rename_NameThatHasToLast_IsWrittenToTheDisk(bool hasToLast)
    {
        List<(string Directory, bool IsThere)> flushed = [];
        int code = HResults.E_FAIL;
        DiskFiles files = new() { FlushDirectory = directory => { flushed.Add((directory, File.Exists(NameOf("file")))); return code; } };
        string name = NameOf("file");
        Arrive(name);
        FileTarget target = TargetOf(name) with { Bytes = new FileInfo(TargetOf(name).TemporaryName).Length, TimeStamp = FileVersion.NoTimeStamp, NeedsDurableName = hasToLast };

        files.Rename(target).Should().Be(hasToLast ? HResults.E_FAIL : 0);
        code = 0;
        files.Rename(target).Should().Be(0);

        flushed.Should().Equal(hasToLast ? [(_directory.Path, true), (_directory.Path, true)] : []);
    }

    [Fact]
    public void FlushDirectory_OfThisMachine_IsDoneOrTellsWhatIsInTheWay()
    {
        DiskDirectory.Flush(_directory.Path).Should().Be(0);

        DiskDirectory.Flush(NameOf("none")).Should().Be(OperatingSystem.IsWindows() ? 0 : HResults.ERROR_FILE_NOT_FOUND);
    }

    [Fact]
    [Trait("Rule", "LIFE-14")]
    public void Rename_TemporaryFileIsGone_TellsSo() => Files.Rename(TargetOf(NameOf("file"))).Should().Be(HResults.ERROR_FILE_NOT_FOUND);

    [Fact]
    [Trait("Rule", "LIFE-10")]
    public void Delete_DirectoryIsGone_IsFine() => Files.Delete(TargetOf(NameOf("none/file"))).Should().Be(0);

    [Fact]
    [Trait("Rule", "FILE-9")]
    public void TemporaryOf_FilesAndJobs_AreAllDifferentBesideTheDestination()
    {
        Guid[] jobs = [Guid.Empty, new(1, 0, 0, new byte[8])];

        string[] names = [.. jobs.SelectMany(job => Enumerable.Range(1, 3).Select(file => Files.TemporaryOf(NameOf("f"), job, 1, file)))];

        names.Should().OnlyHaveUniqueItems().And.OnlyContain(name => Path.GetDirectoryName(name) == _directory.Path)
            .And.OnlyContain(name => Path.GetFileName(name).StartsWith("BIT", StringComparison.Ordinal) && name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private protected override string NameOf(string file) => _directory.NameOf(file);

    private protected override void Arrive(string localName) => File.WriteAllText(TargetOf(localName).TemporaryName, "new");

    private protected override void DenyWrite(string localName) => Directory.CreateDirectory(localName);

    private protected override int FailRename(string localName)
    {
        Directory.CreateDirectory(localName);
        return HResults.E_ACCESSDENIED;
    }

    private protected override void FailDelete(string localName)
    {
        string temporary = TargetOf(localName).TemporaryName;
        File.Delete(temporary);
        Directory.CreateDirectory(temporary);
    }

    private protected override void Restore(string localName)
    {
        string temporary = TargetOf(localName).TemporaryName;
        foreach (string directory in new[] { localName, temporary }.Where(Directory.Exists))
        {
            Directory.Delete(directory);
        }
    }
}
