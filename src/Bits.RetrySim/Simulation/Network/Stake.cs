namespace Bits.RetrySim;

/// <summary>One transfer where bandwidth is divided.</summary>
internal struct Stake
{
    /// <summary>See <see cref="SimulatedTransfer.Order"/>.</summary>
    internal long Order;

    /// <summary>What limits the transfers from its host.</summary>
    internal Bottleneck Host;

    /// <summary>What limits it as a background transfer; <see langword="null"/> in the foreground.</summary>
    internal Bottleneck? Policy;

    /// <summary>Whose stake it is; <see langword="null"/> where it makes no difference to it.</summary>
    internal SimulatedAttempt? Attempt;

    /// <summary>Bits per second, as <see cref="FairShare"/> divides them.</summary>
    internal long Share;

    /// <summary>What it had after the next command of the instant.</summary>
    internal long Later;

    internal static Stake Of(SimulatedAttempt attempt) =>
        new() { Order = attempt.Transfer.Order, Host = attempt.HostLimit, Policy = attempt.PolicyLimit, Attempt = attempt };
}
