namespace Bits.RetrySim.Tests;

/// <summary>Jobs to which things happen at random, no two at the same instant.</summary>
internal sealed class RandomScene(RecordedScene scene, Random random)
{
    private static readonly int[] Codes =
        [HResults.ERROR_WINHTTP_CONNECTION_ERROR, HResults.ERROR_WINHTTP_TIMEOUT, HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED, HResults.HttpStatus(503), HResults.HttpStatus(404), HResults.BG_E_INVALID_SERVER_RESPONSE];

    private readonly Dictionary<ManualAttempt, (long Size, long Bytes)> _accepted = [];

    private DateTimeOffset _stamp = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal void Run(int steps)
    {
        int jobs = random.Next(1, 4);
        for (int i = 0; i < jobs; i++)
        {
            scene.Fetch($"https://host{random.Next(2)}.example/file?{i}", random.Next(2) == 0 ? BackgroundCopyJobPriority.Foreground : BackgroundCopyJobPriority.Normal);
            Pass();
        }

        for (int i = 0; i < steps; i++)
        {
            Step();
            Pass();
        }
    }

    /// <summary>Odd ticks, so that nothing falls on what is due.</summary>
    private void Pass() => scene.Clock.Advance(TimeSpan.FromTicks((2 * random.NextInt64(1, random.Next(4) == 0 ? 4_000_000_000 : 20_000_000)) + 1));

    private void Step()
    {
        IReadOnlyList<ManualAttempt> running = scene.Network.Running;
        int kind = random.Next(12);
        if (kind == 0)
        {
            scene.Manager.Environment.NetworkAvailable = !scene.Manager.Environment.NetworkAvailable;
        }
        else if (kind == 1)
        {
            Call(scene.Jobs[random.Next(scene.Jobs.Count)]);
        }
        else if (running.Count > 0)
        {
            Happen(running[random.Next(running.Count)]);
        }
    }

    private static void Call(BackgroundCopyJob job)
    {
        if (job.State is BackgroundCopyJobState.Suspended or BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Error)
        {
            job.Resume();
        }
        else if (job.State is BackgroundCopyJobState.Transferred)
        {
            job.Complete();
        }
        else if (job.State is not (BackgroundCopyJobState.Acknowledged or BackgroundCopyJobState.Cancelled))
        {
            job.Suspend();
        }
    }

    private void Happen(ManualAttempt attempt)
    {
        if (!_accepted.TryGetValue(attempt, out (long Size, long Bytes) known))
        {
            if (random.Next(4) == 0)
            {
                attempt.Fail(Codes[random.Next(Codes.Length)]);
                return;
            }

            Change(chance: 5);
            long size = 1 + _stamp.DayOfYear * 1000;
            attempt.Accept(size, _stamp);
            _accepted[attempt] = (size, attempt.BytesReceived);
            return;
        }

        long missing = known.Size - known.Bytes;
        switch (random.Next(8))
        {
            case 0:
                attempt.Fail(Codes[random.Next(Codes.Length)]);
                break;
            case 1:
                attempt.Complete();
                break;
            case 2:
                Change(chance: 1);
                long size = 1 + _stamp.DayOfYear * 1000;
                attempt.Restart(size, _stamp);
                _accepted[attempt] = (size, 0);
                break;
            default:
                if (missing > 0)
                {
                    long bytes = random.NextInt64(1, Math.Max(2, random.Next(5) == 0 ? missing + 1 : missing / 2));
                    attempt.Receive(bytes);
                    _accepted[attempt] = known with { Bytes = known.Bytes + bytes };
                }

                break;
        }
    }

    private void Change(int chance) => _stamp = random.Next(chance) == 0 ? _stamp.AddDays(1) : _stamp;
}
