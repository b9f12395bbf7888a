namespace Bits.RetrySim;

// Where files can be sent to.
public sealed partial class SimulatedHost
{
    /// <summary>A place to which jobs of the types Upload and UploadReply can send a file; made by the first call (UP-1).</summary>
    /// <remarks>The files of this machine that are sent are scripted with <see cref="SimulatedNetwork.LocalSource(string, long, DateTimeOffset?)"/>.</remarks>
    /// <param name="path">The path from the slash on, which a job's remote name ends with; on a share the path <c>/share/file</c>.</param>
    /// <returns>The target, to script further.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="path"/> is <see langword="null"/> or not a path.</exception>
    /// <exception cref="InvalidOperationException">There is a file to fetch there.</exception>
    /// <example>
    /// <code>
    /// bits.Network.LocalSource(@"C:\Logs\today.zip", sizeBytes: 5_000_000);
    /// SimulatedUploadTarget inbox = bits.Network.Host("srv.example").UploadTarget("/in/today.zip");
    /// inbox.Application.RepliesWith("thank you");
    /// </code>
    /// </example>
    public SimulatedUploadTarget UploadTarget(string path)
    {
        string key = RemoteAddress.CheckPath(path, nameof(path));
        SimulatedResource? known = Find(key);
        if (known is null)
        {
            SimulatedResource made = new(_network, key, 0, SimulatedResource.DefaultTimeStamp);
            made.UploadTarget_NeedsLock = new SimulatedUploadTarget(_network, this, made);
            _network.Edit(_ =>
            {
                known = _resources.GetValueOrDefault(key);
                if (known is null)
                {
                    _resources.Add(key, made);
                    _network.LayoutChanged_NeedsLock();
                }
            });
            known ??= made;
        }

        return known.UploadTarget_NeedsLock
            ?? throw new InvalidOperationException($"{FileNames.ShownPath(key)} of the host {Name} is a file to fetch; nothing can be sent there.");
    }
}
