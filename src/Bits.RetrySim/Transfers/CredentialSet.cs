using System.Collections.Immutable;

namespace Bits.RetrySim;

/// <summary>A job's credentials: one entry for each target and scheme (PROP-22). Its text never holds any.</summary>
internal sealed class CredentialSet
{
    internal static readonly CredentialSet Empty = new(ImmutableSortedDictionary<(BackgroundCopyAuthTarget, BackgroundCopyAuthScheme), Credential>.Empty);

    private readonly ImmutableSortedDictionary<(BackgroundCopyAuthTarget Target, BackgroundCopyAuthScheme Scheme), Credential> _entries;

    private CredentialSet(ImmutableSortedDictionary<(BackgroundCopyAuthTarget, BackgroundCopyAuthScheme), Credential> entries) => _entries = entries;

    internal int Count => _entries.Count;

    internal Credential? Find(BackgroundCopyAuthTarget target, BackgroundCopyAuthScheme scheme) => _entries.GetValueOrDefault((target, scheme));

    internal CredentialSet With(BackgroundCopyAuthTarget target, BackgroundCopyAuthScheme scheme, Credential credential) => new(_entries.SetItem((target, scheme), credential));

    /// <summary>Itself if there is no such entry.</summary>
    internal CredentialSet Without(BackgroundCopyAuthTarget target, BackgroundCopyAuthScheme scheme)
    {
        ImmutableSortedDictionary<(BackgroundCopyAuthTarget, BackgroundCopyAuthScheme), Credential> left = _entries.Remove((target, scheme));
        return left == _entries ? this : new CredentialSet(left);
    }

    /// <summary>Those for one target alone; itself if there are no others.</summary>
    internal CredentialSet Only(BackgroundCopyAuthTarget target)
    {
        ImmutableSortedDictionary<(BackgroundCopyAuthTarget, BackgroundCopyAuthScheme), Credential> left = _entries.RemoveRange(_entries.Keys.Where(key => key.Target != target));
        return left == _entries ? this : new CredentialSet(left);
    }

    /// <summary>A name and a password; both null: those of the user who is logged on. No record, whose text would tell them.</summary>
    internal sealed class Credential(string? userName, string? password)
    {
        internal string? UserName => userName;

        internal string? Password => password;
    }
}
