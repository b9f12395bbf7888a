using Flags = Bits.RetrySim.BackgroundCopyNotifications;

namespace Bits.RetrySim.Tests;

/// <summary>Makes a script that shows a difference as short as it can be, by leaving things out one after the other as long as it still does.</summary>
internal static class ScriptShrinker
{
    internal static Script Shrink(Script script, Func<Script, bool> shows)
    {
        while (Simpler(script).FirstOrDefault(shows) is Script simpler)
        {
            script = simpler;
        }

        return script;
    }

    private static IEnumerable<Script> Simpler(Script script)
    {
        for (int i = 0; script.Jobs.Count > 1 && i < script.Jobs.Count; i++)
        {
            yield return WithoutJob(script, i + 1);
        }

        for (int i = 0; i < script.Inputs.Count; i++)
        {
            yield return script with { Inputs = [.. script.Inputs.Take(i), .. script.Inputs.Skip(i + 1)] };
        }

        for (int i = 0; i < script.Jobs.Count; i++)
        {
            foreach (ScriptJob job in Simpler(script.Jobs[i]).Where(job => job.ToString() != script.Jobs[i].ToString()))
            {
                yield return script with { Jobs = [.. script.Jobs.Take(i), job, .. script.Jobs.Skip(i + 1)] };
            }
        }

        if (script.Policy != new ScriptPolicy())
        {
            yield return script with { Policy = new ScriptPolicy() };
        }

        if (script.InputsFirst)
        {
            yield return script with { InputsFirst = false };
        }
    }

    private static Script WithoutJob(Script script, int number) => script with
    {
        Jobs = [.. script.Jobs.Where((_, index) => index != number - 1)],
        Inputs = [.. script.Inputs.Where(input => input.Job != number).Select(input => input.Job > number ? input with { Job = input.Job - 1 } : input)],
    };

    // Each of these can be taken only once, so that shrinking ends.
    private static IEnumerable<ScriptJob> Simpler(ScriptJob job)
    {
        ScriptJob simple = new();
        if (job.Fetches.Count > 0)
        {
            yield return job with { Fetches = [.. job.Fetches.SkipLast(1)] };
        }

        if (job.Verdicts.Count > 0)
        {
            yield return job with { Verdicts = [.. job.Verdicts.SkipLast(1)] };
        }

        if (job.CancelAnswers.Count > 0)
        {
            yield return job with { CancelAnswers = [.. job.CancelAnswers.SkipLast(1)] };
        }

        if (job.FileBytes.Count > 1)
        {
            yield return job with { FileBytes = [.. job.FileBytes.SkipLast(1)] };
        }

        yield return job with { LaterFetches = simple.LaterFetches };
        yield return job with { FailingCallbacks = 0 };
        yield return job with { ReplyBytes = null };
        yield return job with { HasJudge = false };
        yield return job with { OnError = null };
        yield return job with { OnTransferred = null };
        yield return job with { Reactions = 1 };
        yield return job with { CostFlags = null };
        yield return job with { MaxDownloadSeconds = null };
        yield return job with { Flags = Flags.None };
        yield return job with { HasInterface = false };
        yield return job with { Owner = 0 };
        yield return job with { NotifyIntervalMs = simple.NotifyIntervalMs };
        yield return job with { Priority = simple.Priority };
        yield return job with { DelaySeconds = simple.DelaySeconds };
        yield return job with { TimeoutSeconds = simple.TimeoutSeconds };
    }
}
