using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <content>Ranges, other remote names, verdicts (section 10, CONS-6, ERR-35), and helper tokens (NET-7).</content>
internal sealed partial class ReferenceModel
{
    /// <summary>A file that is not there cannot be called at all.</summary>
    private static bool LacksFile(ModelJob job, ScriptAction action, long value) => action switch
    {
        ScriptAction.SetRemoteName or ScriptAction.SetValidationState or ScriptAction.RequestRanges or ScriptAction.SetPosition => value / ScriptFileCalls.PerFile >= job.ClientFiles.Count(),
        ScriptAction.SetReplyName => job.Script.Kind != ScriptKind.UploadReply,
        _ => false,
    };

    private int CallOfFiles(ModelJob job, ScriptAction action, long value)
    {
        if (action == ScriptAction.AddRanges)
        {
            return AddFile(job, new ModelFile(job.Files.Count, ScriptFileCalls.RangedSize) { Ranges = ScriptFileCalls.RangesOf(value) });
        }

        if (action == ScriptAction.SetHelperToken)
        {
            return SetHelperToken(job, value);
        }

        if (action == ScriptAction.SetJudge)
        {
            return SetJudge(job, isSet: value != 0);
        }

        if (action == ScriptAction.SetReplyName)
        {
            return SetReplyName(job);
        }

        long what = value % ScriptFileCalls.PerFile;
        ModelFile file = job.Files[(int)(value / ScriptFileCalls.PerFile)];

        return action switch
        {
            ScriptAction.SetRemoteName => SetRemoteName(job, file, what),
            ScriptAction.SetValidationState => SetValidationState(job, file, isValid: what != 0),
            ScriptAction.SetPosition => UpdateDownloadPosition(job, file, what),
            _ => RequestRanges(job, file, ScriptFileCalls.PartOf(what)),
        };
    }

    private void OnCompleted(ModelJob job, ModelFile file, long goal)
    {
        bool moved = file.Bytes < goal;
        file.Bytes = goal;
        file.IsDone = file.Parts is null || goal >= file.Size;
        StopNoProgress(job); // also when the file is empty (OQ-40)
        ChooseFile(job);
        if (!file.IsDone)
        {
            MarkModified(job);
            if (job.Chosen is ModelFile asked)
            {
                Fetch(job, asked);
            }
            else
            {
                Enter(job, State.Suspended); // STATE-26
            }

            return;
        }

        NotifyOfFile(job, file);
        if (job.Reply is ModelFile reply && file != reply && job.Script.ReplyBytes is null)
        {
            // UP-6: the server application has nothing to say, so there is nothing to fetch.
            (reply.Known, reply.IsDone) = (0, true);
            NotifyOfFile(job, reply);
        }

        if (moved || job.NextFile is not null)
        {
            MarkModified(job); // CB-7; an empty last file changes nothing but the state, which becomes TRANSFERRED
        }

        if (FileToFetch(job) is ModelFile next)
        {
            Fetch(job, next);
        }
        else
        {
            Enter(job, job.NextFile is null ? State.Transferred : State.Suspended); // STATE-16, STATE-26
        }
    }

    private int SetRemoteName(ModelJob job, ModelFile file, long size)
    {
        NoteActivity(job);
        MarkModified(job);
        string name = $"mirror/{size}";
        if (file.Name != name)
        {
            file.Kept ??= (file.Name, file.Size);
            (file.Name, file.Size) = (name, size);
            if (job.IsActive && file == job.Fetched)
            {
                Enter(job, State.Queued, atHeadOfLevel: true); // FILE-20
            }
        }

        return SpecCodes.Ok;
    }

    /// <summary>Any setter is activity (OQ-36) and a change of a property (CB-7).</summary>
    private void Configure(ModelJob job)
    {
        NoteActivity(job);
        MarkModified(job);
    }

    /// <summary>Until the reply starts, which it does when the file has been sent (table 2.3).</summary>
    private int SetReplyName(ModelJob job)
    {
        if (job.Reply is not null && job.NextFile != job.Files[0])
        {
            return SpecCodes.InvalidState;
        }

        Configure(job);
        return SpecCodes.Ok;
    }

    private int SetValidationState(ModelJob job, ModelFile file, bool isValid)
    {
        if (!file.IsDone)
        {
            return SpecCodes.Pending;
        }

        NoteActivity(job);
        if (isValid)
        {
            MarkModified(job);
            return SpecCodes.Ok;
        }

        SettleStream(job);
        file.IsDone = false;
        file.BeginAgain();
        if (job.Script.Kind != ScriptKind.OnDemand)
        {
            file.ForgetPlan(); // ERR-35: all of it is downloaded again
        }

        if (job.FinishedFiles.IndexOf(file.Index) is var place and >= 0)
        {
            job.FinishedFiles.RemoveAt(place); // it is told again when it is here again (CB-10)
            if (place == 0)
            {
                Disarm(DueKind.FileTransferred, job);
                ArmFile(job, _now);
            }
        }

        ChooseFile(job);
        job.Error = SpecCodes.ValidationFailed; // ERR-13: not counted
        job.WaitsForCondition = false;
        if (job.State == State.Error)
        {
            BeginCycle(job, BackgroundCopyNotifications.JobError);
        }
        else
        {
            Enter(job, State.Error);
        }

        return SpecCodes.Ok;
    }

    /// <summary>A file of which something that was asked for is missing comes before all others (FILE-24).</summary>
    private static void ChooseFile(ModelJob job) => job.Chosen = job.Files.Find(file => file.IsAsked);

    /// <summary>The file that is fetched next; null: none, though some may be missing (PROP-8).</summary>
    private static ModelFile? FileToFetch(ModelJob job)
    {
        if (job.Chosen is not { IsAsked: true })
        {
            ChooseFile(job); // all that was asked for of the one before may be here, though it was stopped
        }

        return job.Chosen ?? (job.Script.Kind == ScriptKind.OnDemand ? null : job.NextFile);
    }

    private int SetHelperToken(ModelJob job, long user)
    {
        if (user == ScriptFileCalls.NoToken)
        {
            (job.Token, job.IsTokenLost) = (null, false);
        }
        else if (user != ServiceAccount && _loggedOff.Contains((int)user))
        {
            return SpecCodes.NotLoggedOn;
        }
        else
        {
            (job.Token, job.IsTokenLost) = (user, false);
        }

        NoteActivity(job);
        MarkModified(job);
        return SpecCodes.Ok;
    }

    /// <summary>A user is gone, or with null the service was (NET-7).</summary>
    private void LoseTokens(int? user)
    {
        foreach (ModelJob job in Jobs.Where(job => job.Token is not null && !job.IsFinal && (user is null || job.Token == user || job.Script.Owner == user)))
        {
            (job.Token, job.IsTokenLost) = (null, true);
            if (job.State is not (State.Transferred or State.Error))
            {
                FailByToken(job);
            }
        }
    }

    private void FailByToken(ModelJob job)
    {
        job.Error = SpecCodes.TokenRequired;
        job.WaitsForCondition = false;
        job.ErrorCount++; // STATE-27
        Enter(job, State.Error);
    }
}
