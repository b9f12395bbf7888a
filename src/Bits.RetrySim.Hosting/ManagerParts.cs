namespace Bits.RetrySim;

/// <summary>What options become: all that a manager is made of, in the types that check it (D-51).</summary>
internal sealed class ManagerParts
{
    internal BackgroundCopyManagerOptions Manager { get; } = new() { Files = new DiskFiles() };

    internal HttpTransportOptions Transport { get; } = new();

    internal GroupPolicy Policy
    {
        get => Manager.Policy;
        set => Manager.Policy = value;
    }

    /// <summary>Values that were checked.</summary>
    internal static ManagerParts Of(BackgroundCopyOptions options)
    {
        ManagerParts parts = new();
        foreach (Setting setting in Setting.All)
        {
            setting.Apply(options, parts);
        }

        return parts;
    }
}
