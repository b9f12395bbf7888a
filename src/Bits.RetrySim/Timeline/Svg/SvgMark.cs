namespace Bits.RetrySim;

/// <summary>What a legend explains besides states, in the order in which it does.</summary>
internal enum SvgMark
{
    Failure,
    DenseFailures,
    Interruption,
    Progress,
    Run,
    RetryDue,
    Deadline,
    BeginsAgain,
    Now,
    Complete,
    Failed,
    Cancelled,
    Outage,
    Block,
}
