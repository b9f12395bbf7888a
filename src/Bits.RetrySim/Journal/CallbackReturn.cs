namespace Bits.RetrySim;

/// <summary>A callback that has returned, as listeners are told of it.</summary>
/// <param name="Kind">Which method was called.</param>
/// <param name="Succeeded">Whether it returned, rather than threw.</param>
/// <param name="Took">How long it took, by the manager's time provider.</param>
internal sealed record CallbackReturn(NotificationKind Kind, bool Succeeded, TimeSpan Took);
