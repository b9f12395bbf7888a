namespace Bits.RetrySim;

/// <summary>An account that owns jobs. Two users are the same if name (letter case counts) and kind are.</summary>
/// <param name="Name">The account's name; not empty.</param>
/// <param name="Kind">Which limits apply to the account; an ordinary user unless told otherwise.</param>
/// <exception cref="ArgumentException">The name is null, empty or white space, or the kind is not defined (E_INVALIDARG).</exception>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record BackgroundCopyUser(string Name, BackgroundCopyUserKind Kind = BackgroundCopyUserKind.Ordinary)
{
    /// <summary>The account under which Windows itself runs; always logged on (NET-5).</summary>
    public static BackgroundCopyUser LocalSystem { get; } = new("LocalSystem", BackgroundCopyUserKind.ServiceAccount);

    /// <summary>The account of services with few rights; always logged on (NET-5).</summary>
    public static BackgroundCopyUser LocalService { get; } = new("LocalService", BackgroundCopyUserKind.ServiceAccount);

    /// <summary>The account of services with few rights that use the network; always logged on (NET-5).</summary>
    public static BackgroundCopyUser NetworkService { get; } = new("NetworkService", BackgroundCopyUserKind.ServiceAccount);

    /// <summary>The account's name.</summary>
    public string Name { get; init => field = ValidName(value, nameof(Name)); } = ValidName(Name, nameof(Name));

    /// <summary>Which limits apply to the account.</summary>
    public BackgroundCopyUserKind Kind { get; init => field = ValidKind(value, nameof(Kind)); } = ValidKind(Kind, nameof(Kind));

    /// <summary>Whether the limits on jobs and files do not apply (POLICY-20).</summary>
    internal bool IsExemptFromLimits => Kind is BackgroundCopyUserKind.Administrator or BackgroundCopyUserKind.ServiceAccount;

    /// <summary>Whether the account can never log off (NET-5).</summary>
    internal bool IsAlwaysLoggedOn => Kind == BackgroundCopyUserKind.ServiceAccount;

    private static string ValidName(string name, string argument) => string.IsNullOrWhiteSpace(name)
        ? throw Failure.InvalidArgument(argument, "The name of a user must not be null, empty or white space.")
        : name;

    private static BackgroundCopyUserKind ValidKind(BackgroundCopyUserKind kind, string argument) => Enum.IsDefined(kind)
        ? kind
        : throw Failure.InvalidArgument(argument, $"{(int)kind} is not a kind of user; 0 to 2 are.");
}
