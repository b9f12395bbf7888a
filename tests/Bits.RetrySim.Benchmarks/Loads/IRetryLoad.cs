namespace Bits.RetrySim.Benchmarks;

/// <summary>Jobs that all fail, every 600 seconds of virtual time, with an error that is worth another try.</summary>
internal interface IRetryLoad
{
    /// <summary>How often each job has tried; in the order in which the jobs were made.</summary>
    IEnumerable<long> Attempts { get; }

    /// <summary>Lets every job try again so many times.</summary>
    void Run(int rounds);
}
