namespace Bits.RetrySim.Tests;

/// <summary>What the local files of jobs have to keep to, wherever they lie. What is in the way of a file is put there by the test.</summary>
public abstract class LocalFilesContract
{
    private const int AccessDenied = unchecked((int)0x80070005);

    private protected abstract LocalFiles Files { get; }

    [Fact]
    [Trait("Rule", "FILE-6")]
    public void CheckWritable_NothingInTheWay_IsFine() => Files.CheckWritable(NameOf("new")).Should().Be(0);

    [Fact]
    [Trait("Rule", "FILE-6")]
    public void CheckWritable_Denied_TellsTheReason()
    {
        DenyWrite(NameOf("denied"));

        Files.CheckWritable(NameOf("denied")).Should().Be(AccessDenied);
        Files.CheckWritable(NameOf("other")).Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "FILE-6")]
    public void CheckWritable_AskedAgain_AnswersTheSame()
    {
        string name = NameOf("new");

        Enumerable.Range(0, 3).Select(_ => Files.CheckWritable(name)).Should().AllBeEquivalentTo(0, "who asks leaves nothing behind");
        Arrive(name);
        Files.Rename(TargetOf(name)).Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "LIFE-11")]
    public void Rename_FileThatHasArrived_IsDone()
    {
        string name = NameOf("arrived");
        Arrive(name);

        Files.Rename(TargetOf(name)).Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "LIFE-14")]
    public void Rename_SomethingInTheWay_CanBeTriedAgain()
    {
        string name = NameOf("blocked");
        Arrive(name);
        int code = FailRename(name);

        Files.Rename(TargetOf(name)).Should().Be(code);
        Files.Rename(TargetOf(name)).Should().Be(code, "it is still in the way");
        Restore(name);
        Files.Rename(TargetOf(name)).Should().Be(0, "what has arrived is still there");
    }

    [Fact]
    [Trait("Rule", "LIFE-14")]
    public void Rename_OneOfSeveral_IsNoneOfTheOthers()
    {
        string[] names = [NameOf("1"), NameOf("2"), NameOf("3")];
        foreach (string name in names)
        {
            Arrive(name);
        }

        int code = FailRename(names[1]);

        names.Select(name => Files.Rename(TargetOf(name))).Should().Equal(0, code, 0);
    }

    [Fact]
    [Trait("Rule", "LIFE-10")]
    public void Delete_TemporaryFile_IsDone()
    {
        string name = NameOf("half");
        Arrive(name);

        Files.Delete(TargetOf(name)).Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "LIFE-10")]
    public void Delete_FileThatNeverBegan_IsFine()
    {
        string name = NameOf("never");

        Files.Delete(TargetOf(name)).Should().Be(0, "a job may end before its first byte");
        Files.Delete(TargetOf(name)).Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "LIFE-10")]
    public void Delete_SomethingInTheWay_TellsTheReason()
    {
        string name = NameOf("held");
        Arrive(name);
        FailDelete(name);

        Files.Delete(TargetOf(name)).Should().Be(AccessDenied);
        Restore(name);
        Files.Delete(TargetOf(name)).Should().Be(0);
    }

    [Fact]
    public void Calls_OfSeveralThreads_DoNotDisturbEachOther()
    {
        string[] names = [.. Enumerable.Range(0, 64).Select(number => NameOf($"file{number}"))];
        foreach (string name in names)
        {
            Arrive(name);
        }

        int[] codes = [.. names.Select((name, number) => number % 4 == 0 ? FailRename(name) : 0)];

        int[] answers = new int[names.Length];
        Parallel.For(0, names.Length, number => answers[number] = Files.Rename(TargetOf(names[number])));

        answers.Should().Equal(codes);
    }

    private protected FileTarget TargetOf(string localName) => new(localName, Files.TemporaryOf(localName, Guid.Empty, job: 1, file: 1 + localName.GetHashCode(StringComparison.Ordinal)));

    /// <summary>The local name of a file of this test.</summary>
    private protected abstract string NameOf(string file);

    /// <summary>The bytes of a file are here, under its temporary name.</summary>
    private protected abstract void Arrive(string localName);

    private protected abstract void DenyWrite(string localName);

    /// <returns>The code with which it fails.</returns>
    private protected abstract int FailRename(string localName);

    private protected abstract void FailDelete(string localName);

    /// <summary>Nothing is in the way any more.</summary>
    private protected abstract void Restore(string localName);
}
