using System.Collections.Concurrent;

namespace Bits.RetrySim.Tests;

/// <summary>Everything a client can do, chosen at random.</summary>
internal sealed class LoadOperations : IDisposable
{
    private static readonly string[] Urls =
    [
        "https://good.example/a.zip",
        "https://good.example/b.zip",
        "https://slow.example/a.zip",
        "https://flaky.example/a.zip",
        "https://good.example/gone.zip",
        "https://nowhere.example/a.zip",
    ];

    private readonly BackgroundCopyManager _manager;
    private readonly LoadCallback _callback;
    private readonly BackgroundCopyJob[] _jobs;
    private readonly TimeSpan _shortestDelay;
    private readonly CancellationTokenSource _cancelled = new();

    internal LoadOperations(BackgroundCopyManager manager, LoadCallback callback, int jobs)
    {
        _manager = manager;
        _callback = callback;

        // Where time is moved by ten minutes at once, it must not be filled with attempts.
        _shortestDelay = manager.TimeProvider == TimeProvider.System ? TimeSpan.Zero : TimeSpan.FromMinutes(1);
        _jobs = new BackgroundCopyJob[jobs];
        Random random = new(jobs);
        for (int i = 0; i < jobs; i++)
        {
            _jobs[i] = Create(random);
        }
    }

    /// <summary>Waits that were begun.</summary>
    internal ConcurrentQueue<Task> Waits { get; } = new();

    /// <summary>Exceptions that no call may throw.</summary>
    internal ConcurrentQueue<Exception> Unexpected { get; } = new();

    /// <summary>Does one thing to one job, or to the manager.</summary>
    internal void Any(Random random)
    {
        int slot = random.Next(_jobs.Length);
        BackgroundCopyJob job = Volatile.Read(ref _jobs[slot]);
        Attempt(() =>
        {
            int what = random.Next(1000);
            if (what < 400)
            {
                Drive(job, random);
            }
            else if (what < 640)
            {
                Set(job, random);
            }
            else if (what < 940)
            {
                Look(job, random);
            }
            else if (what < 960)
            {
                Surround(random);
            }
            else
            {
                Volatile.Write(ref _jobs[slot], Create(random));
            }
        });
    }

    /// <summary>What a callback does: often what it should, sometimes something else, sometimes it fails.</summary>
    internal void CallBack(BackgroundCopyJob job, Random random)
    {
        int what = random.Next(100);
        if (what < 20)
        {
            throw new BitsException("This callback fails.", HResults.E_FAIL);
        }

        Attempt(() =>
        {
            BackgroundCopyJob other = Volatile.Read(ref _jobs[random.Next(_jobs.Length)]);
            if (what < 40 && job.State == BackgroundCopyJobState.Transferred)
            {
                job.Complete();
            }
            else if (what < 60)
            {
                job.Resume();
            }
            else if (what < 80)
            {
                Drive(other, random);
                Set(other, random);
            }
            else if (what < 82)
            {
                job.Cancel();
            }
        });
    }

    /// <summary>The surroundings are as they should be, and everybody wants to be told.</summary>
    internal void Calm()
    {
        BitsEnvironment environment = _manager.Environment;
        environment.NetworkAvailable = true;
        environment.BatterySaver = false;
        environment.CostState = BackgroundCopyCostStates.Unrestricted;
        foreach (BackgroundCopyJob job in _manager.AllJobs)
        {
            try
            {
                job.NotifyFlags = BackgroundCopyNotifications.JobTransferred | BackgroundCopyNotifications.JobError
                    | BackgroundCopyNotifications.FileTransferred;
                job.NotifyInterface = _callback;
            }
            catch (BitsException ended) when (ended.HResult == HResults.BG_E_INVALID_STATE)
            {
                // A callback that was told before has completed or cancelled it meanwhile; it has nothing to tell any more.
            }
        }

        _cancelled.Cancel();
    }

    public void Dispose() => _cancelled.Dispose();

    private BackgroundCopyJob Create(Random random)
    {
        BackgroundCopyJob job = _manager.CreateJob($"job {random.Next()}", BackgroundCopyJobType.Download, BackgroundCopyUser.LocalSystem);
        job.NotifyInterface = _callback;
        job.Priority = (BackgroundCopyJobPriority)Math.Max(0, random.Next(8) - 4);
        job.AddFile(Urls[random.Next(Urls.Length)], $"/data/{job.Number}");
        job.Resume();
        return job;
    }

    private void Drive(BackgroundCopyJob job, Random random)
    {
        int what = random.Next(100);
        if (what < 60)
        {
            job.Resume();
        }
        else if (what < 75)
        {
            job.Suspend();
        }
        else if (what < 85)
        {
            job.AddFile(Urls[random.Next(Urls.Length)], $"/data/{random.Next()}");
        }
        else if (what < 90)
        {
            job.AddFileSet([new BackgroundCopyFileInfo(Urls[0], "/data/x"), new BackgroundCopyFileInfo(Urls[1], "/data/y")]);
        }
        else if (what < 95)
        {
            job.Cancel();
        }
        else
        {
            job.Complete();
        }
    }

    private void Set(BackgroundCopyJob job, Random random)
    {
        switch (random.Next(11))
        {
            case 0:
                job.DisplayName = "another name";
                break;
            case 1:
                job.Description = "another description";
                break;
            case 2:
                job.Priority = (BackgroundCopyJobPriority)Math.Max(0, random.Next(8) - 4);
                break;
            case 3:
                job.NotifyFlags = (BackgroundCopyNotifications)random.Next(0x20);
                break;
            case 4:
                job.NotifyInterface = random.Next(4) == 0 ? null : _callback;
                break;
            case 5:
                job.MinimumRetryDelay = random.Next(2) == 0 ? _shortestDelay : TimeSpan.FromMinutes(10);
                break;
            case 6:
                job.NoProgressTimeout = TimeSpan.FromSeconds(random.Next(3) * 3600);
                break;
            case 7:
                job.MaximumDownloadTime = TimeSpan.FromSeconds(random.Next(2) == 0 ? 30 : 86_400);
                break;
            case 8:
                job.MinimumNotificationInterval = TimeSpan.FromMilliseconds(random.Next(2000));
                break;
            case 9:
                job.CostFlags = random.Next(2) == 0 ? BackgroundCopyCostStates.Unrestricted : BackgroundCopyCostStates.TransferAlways;
                break;
            default:
                job.MinimumRetryDelay = TimeSpan.FromDays(20);
                break;
        }
    }

    private void Look(BackgroundCopyJob job, Random random)
    {
        switch (random.Next(8))
        {
            case 0:
                _ = (job.State, job.Error, job.ErrorCount, job.Progress, job.Times);
                break;
            case 1:
                _ = (job.RetryStatus, job.CheckSettings(), job.Files.Select(file => file.Progress).ToList());
                break;
            case 2:
                _ = (job.DisplayName, job.Description, job.Priority, job.NotifyFlags, job.NotifyInterface, job.CostFlags);
                break;
            case 3:
                _ = (job.MinimumRetryDelay, job.NoProgressTimeout, job.MaximumDownloadTime, job.MinimumNotificationInterval);
                break;
            case 4:
                Waits.Enqueue(job.WaitForStateAsync((BackgroundCopyJobState)random.Next(9), _cancelled.Token));
                break;
            case 5:
                Waits.Enqueue(job.WaitForOutcomeAsync());
                break;
            case 6:
                _ = _manager.GetJob(job.Id);
                break;
            default:
                _ = (_manager.Elapsed, _manager.Policy, _manager.Environment.NetworkAvailable);
                break;
        }
    }

    private void Surround(Random random)
    {
        BitsEnvironment environment = _manager.Environment;
        int what = random.Next(100);
        if (what < 20)
        {
            environment.NetworkAvailable = random.Next(8) != 0;
        }
        else if (what < 40)
        {
            environment.BatterySaver = random.Next(4) == 0;
        }
        else if (what < 60)
        {
            environment.CostState = random.Next(4) == 0 ? BackgroundCopyCostStates.Roaming : BackgroundCopyCostStates.Unrestricted;
        }
        else if (what < 80)
        {
            _ = _manager.EnumJobs(BackgroundCopyUser.LocalSystem);
        }
        else if (what < 97)
        {
            _manager.ApplyPolicy(new GroupPolicy { MaxDownloadTime = TimeSpan.FromHours(1 + random.Next(100)) });
        }
        else
        {
            _manager.RestartService();
        }
    }

    private void Attempt(Action action)
    {
        try
        {
            action();
        }
        catch (BitsException exception) when (exception.HResult is HResults.BG_E_INVALID_STATE or HResults.BG_E_NOT_FOUND)
        {
            // The job has ended meanwhile: that is what the call has to say.
        }
#pragma warning disable CA1031 // The test fails with it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Unexpected.Enqueue(exception);
        }
    }
}
