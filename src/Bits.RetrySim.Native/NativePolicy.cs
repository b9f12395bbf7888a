namespace Bits.RetrySim.Native;

/// <summary>Values of the group policy, by the numbers of the header.</summary>
internal static class NativePolicy
{
    /// <exception cref="ArgumentException">No such policy, or a value out of its range (E_INVALIDARG).</exception>
    internal static GroupPolicy With(GroupPolicy all, int policy, long value) => policy switch
    {
        0 => all with { JobInactivityTimeout = Days(value) },
        1 => all with { MaxDownloadTime = Seconds(value) },
        2 => all with { MaxJobsPerMachine = Number(value) },
        3 => all with { MaxJobsPerUser = Number(value) },
        4 => all with { MaxFilesPerJob = Number(value) },
        5 => all with { MaxRangesPerFile = Number(value) },
        _ => throw NativeFailure.InvalidArgument(nameof(policy), FormattableString.Invariant($"{policy} is no policy; 0 to 5 are (BITS_RETRYSIM_JOB_INACTIVITY_DAYS and the like).")),
    };

    private static TimeSpan Days(long value) => TimeSpan.FromDays(UpTo(10_000, value));

    private static TimeSpan Seconds(long value) => TimeSpan.FromSeconds(UpTo(1L << 31, value));

    private static int Number(long value) => (int)UpTo(int.MaxValue, value);

    /// <summary>Keeps the numbers of .NET from overflowing; within that the policy itself knows its ranges.</summary>
    private static long UpTo(long most, long value) => value >= 0 && value <= most ? value : throw OutOfRange(value);

    private static ArgumentException OutOfRange(long value) =>
        NativeFailure.InvalidArgument(nameof(value), FormattableString.Invariant($"{value} is out of the range of this policy."));
}
