namespace Bits.RetrySim.Tests;

/// <summary>Scripted files keep to the contract.</summary>
public sealed class SimulatedFilesTests : LocalFilesContract
{
    private readonly SimulatedFiles _files = new();

    private protected override LocalFiles Files => _files;

    [Fact]
    public void Names_InAnyCase_AreTheSameFile()
    {
        DenyWrite(NameOf("Case"));

        Files.CheckWritable(NameOf("case")).Should().Be(HResults.E_ACCESSDENIED, "Windows knows no case");
    }

    private protected override string NameOf(string file) => $@"C:\down\{file}.bin";

    private protected override void Arrive(string localName)
    {
        // Whatever a job asks for is there.
    }

    private protected override void DenyWrite(string localName) => _files.DenyWrite(localName);

    private protected override int FailRename(string localName)
    {
        _files.FailRename(localName, HResults.ERROR_SHARING_VIOLATION);
        return HResults.ERROR_SHARING_VIOLATION;
    }

    private protected override void FailDelete(string localName) => _files.FailDelete(localName);

    private protected override void Restore(string localName) => _files.Restore(localName);
}
