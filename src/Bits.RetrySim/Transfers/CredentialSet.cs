namespace Bits.RetrySim;

/// <summary>A job's credentials: one entry for each target and scheme (PROP-22). Its text never holds any.</summary>
internal sealed class CredentialSet
{
    internal static readonly CredentialSet Empty = new([]);

    private readonly Dictionary<(BackgroundCopyAuthTarget Target, BackgroundCopyAuthScheme Scheme), Credential> _entries;

    private CredentialSet(Dictionary<(BackgroundCopyAuthTarget, BackgroundCopyAuthScheme), Credential> entries) => _entries = entries;

    internal int Count => _entries.Count;

    internal Credential? Find(BackgroundCopyAuthTarget target, BackgroundCopyAuthScheme scheme) => _entries.GetValueOrDefault((target, scheme));

    internal CredentialSet With(BackgroundCopyAuthTarget target, BackgroundCopyAuthScheme scheme, Credential credential) =>
        new(new Dictionary<(BackgroundCopyAuthTarget, BackgroundCopyAuthScheme), Credential>(_entries) { [(target, scheme)] = credential });

    /// <summary>Itself if there is no such entry.</summary>
    internal CredentialSet Without(BackgroundCopyAuthTarget target, BackgroundCopyAuthScheme scheme) => Where(key => key != (target, scheme));

    /// <summary>Those for one target alone; itself if there are no others.</summary>
    internal CredentialSet Only(BackgroundCopyAuthTarget target) => Where(key => key.Target == target);

    private CredentialSet Where(Func<(BackgroundCopyAuthTarget Target, BackgroundCopyAuthScheme Scheme), bool> stays) =>
        _entries.Keys.All(stays) ? this : new CredentialSet(_entries.Where(entry => stays(entry.Key)).ToDictionary(entry => entry.Key, entry => entry.Value));

    /// <summary>A name and a password; both null: those of the user who is logged on. No record, whose text would tell them.</summary>
    internal sealed class Credential(string? userName, string? password)
    {
        internal string? UserName => userName;

        internal string? Password => password;
    }
}
