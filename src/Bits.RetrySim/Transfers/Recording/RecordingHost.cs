namespace Bits.RetrySim;

/// <summary>The manager as a line sees it whose attempts are recorded.</summary>
internal sealed class RecordingHost(ITransferHost host) : ITransferHost
{
    public void Schedule(TransferHandle handle, int generation, in ByteFlow flow, long instant, in TransferReport report) =>
        throw new InvalidOperationException("What a line computes beforehand has not happened, and cannot be recorded; only live lines are.");

    public FileTarget? TargetOf(TransferHandle handle, int generation) => host.TargetOf((RecordingHandle)handle.Owner!, generation);

    public void Push(TransferHandle handle, int generation, in TransferReport report) => host.Push((RecordingHandle)handle.Owner!, generation, report);

    public void Refresh() => host.Refresh();

    public void Stir() => host.Stir();

    public void Hint(int jobNumber, string text) => host.Hint(jobNumber, text);

    public void Remark(string text) => host.Remark(text);
}
