namespace Bits.RetrySim.Tests;

/// <summary>Scripted files keep to the contract.</summary>
public sealed class SimulatedFilesTests : LocalFilesContract
{
    private readonly SimulatedFiles _files = new();

    private protected override LocalFiles Files => _files;

    private protected override string NameOf(string file) => $@"C:\down\{file}.bin";

    private protected override void Arrive(string localName)
    {
        // Whatever a job asks for is there.
    }

    private protected override void DenyWrite(string localName) => _files.DenyWrite(localName);

    private protected override void FailRename(string localName, int hresult) => _files.FailRename(localName, hresult);

    private protected override void FailDelete(string localName) => _files.FailDelete(localName);

    private protected override void Restore(string localName) => _files.Restore(localName);
}
