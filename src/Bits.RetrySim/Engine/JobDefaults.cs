namespace Bits.RetrySim;

/// <summary>What a new job starts with where its service was told so (RETRY-2, RETRY-8).</summary>
/// <param name="MinimumRetryDelay">In seconds; below the floor it is the floor.</param>
/// <param name="NoProgressTimeout">In seconds.</param>
internal readonly record struct JobDefaults(uint MinimumRetryDelay, uint NoProgressTimeout)
{
    internal static readonly JobDefaults OfBits = new(Defaults.MinimumRetryDelaySeconds, Defaults.NoProgressTimeoutSeconds);

    internal void ApplyTo(ref JobData job, EngineSettings settings)
    {
        job.MinimumRetryDelay = Math.Max(MinimumRetryDelay, settings.MinimumRetryDelayFloor);
        job.NoProgressTimeout = NoProgressTimeout;
    }
}
