namespace Bits.RetrySim;

/// <summary>Helper tokens of jobs: given by clients, lost at logoff and at a restart of the service (NET-7). Guarded by the service's lock.</summary>
internal sealed class HelperTokens(JobTable table, JobSteps steps)
{
    /// <summary>A client gives a job the token of a user, who is there.</summary>
    internal void Give(JobRecord job, BackgroundCopyUser user)
    {
        Refusal.ThrowIfFinal(job, JobCall.SetHelperToken);
        if (!table.IsLoggedOn(user))
        {
            throw Failure.Bits(HResults.ERROR_NOT_LOGGED_ON, $"{user.Name} is logged off; only a user who is logged on has a token to give.");
        }

        JobExtras extras = job.MakeExtras();
        (extras.HelperToken, extras.IsTokenLost) = (user, false);
        steps.Call(job, JobTrigger.Configure, JobCall.SetHelperToken, user.Name);
        steps.Callbacks.Plan(job);
    }

    /// <summary>Takes a job's token away, or what it is used for: nothing is missing any more.</summary>
    internal static void Waive(JobRecord job)
    {
        if (job.Extras is { HelperToken: null, TokenOptions: BackgroundCopyTokenOptions.None })
        {
            job.MakeExtras().IsTokenLost = false;
        }
    }

    /// <summary>A user is gone, whose jobs' tokens and whose own are lost; null: the service was.</summary>
    internal void Lose(BackgroundCopyUser? user)
    {
        foreach (JobRecord job in table.InOrder)
        {
            if (job.Extras.HelperToken is { } giver && (user is null || giver == user || job.Owner.User == user))
            {
                JobExtras extras = job.MakeExtras();
                (extras.HelperToken, extras.IsTokenLost) = (null, true);
                steps.Apply(job, JobTrigger.TokenLost);
            }
        }
    }

    /// <summary>A job that was resumed without the token that it lost goes nowhere.</summary>
    internal void FailIfLost(JobRecord job)
    {
        if (job.Extras.IsTokenLost && job.Data.State == BackgroundCopyJobState.Queued)
        {
            steps.Apply(job, JobTrigger.TokenLost);
        }
    }
}
