namespace Bits.RetrySim;

/// <summary>Who calls: a user, and what his process may do (STATE-46, COM-10). <see cref="BackgroundCopyManager.As"/> shows the jobs as he sees them.</summary>
/// <param name="User">The user.</param>
/// <param name="IsElevated">Whether an administrator's process runs with his full rights; false unless told otherwise. Service accounts always have theirs.</param>
/// <param name="IsRestricted">Whether the process runs under a restricted token, which may neither create nor change jobs (STATE-46); false unless told otherwise.</param>
/// <exception cref="ArgumentException">The user is null, or is an ordinary one and elevated (E_INVALIDARG).</exception>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record BackgroundCopyCaller(BackgroundCopyUser User, bool IsElevated = false, bool IsRestricted = false)
{
    /// <summary>The user.</summary>
    public BackgroundCopyUser User { get; } = User ?? throw Failure.Null(nameof(User));

    /// <summary>Whether the process runs with the full rights of its user.</summary>
    /// <value>Always true for service accounts.</value>
    public bool IsElevated { get; } = Elevation(User, IsElevated);

    /// <summary>Whether the process runs under a restricted token.</summary>
    public bool IsRestricted { get; } = IsRestricted;

    /// <summary>Whether jobs of other users are within reach.</summary>
    internal bool IsPrivileged => IsElevated && !IsRestricted;

    private static bool Elevation(BackgroundCopyUser user, bool isElevated) => user.Kind switch
    {
        BackgroundCopyUserKind.ServiceAccount => true,
        BackgroundCopyUserKind.Ordinary when isElevated => throw Failure.InvalidArgument(nameof(IsElevated), $"{user.Name} is an ordinary user, who cannot be elevated; only an administrator can."),
        _ => isElevated,
    };
}
