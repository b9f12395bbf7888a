namespace Bits.RetrySim;

/// <summary>Clients' calls that set what a job's requests carry, and what kind of download it is (sections 16.1 and 16.2).</summary>
internal sealed class ConnectionCalls(JobCalls calls, JobSteps steps, Surroundings surroundings)
{
    /// <summary>A setting that counts from the next request on.</summary>
    internal void Set(JobRecord job, Func<TransferSettings, TransferSettings> change, JobCall call, string argument) =>
        calls.Configure(job, change, Assign, call, argument);

    /// <summary>Null: the default, which changes nothing (PROP-24).</summary>
    internal void SetHttpMethod(JobRecord job, string? method)
    {
        using CallScope scope = calls.Enter(job);
        Refusal.ThrowIfFinal(job, JobCall.SetHttpMethod);
        if (job.Has(JobTraits.HasBeenResumed))
        {
            throw Failure.Bits(HResults.BG_E_INVALID_STATE, $"The HTTP method of job {job.Number} can be set before its first Resume only.");
        }

        RefuseBeside(job, JobTraits.IsDynamicContent | JobTraits.IsOnDemand);
        if (method is null)
        {
            return;
        }

        Assign(job, settings => settings.WithHttpMethod(method));
        steps.Turns.ChangeLevel(job, BackgroundCopyJobPriority.Foreground);
        SetTraits(job, job.Data.Traits | JobTraits.HasCustomMethod, BackgroundCopyJobPriority.Foreground, JobCall.SetHttpMethod, method);
    }

    /// <summary>Checking revocations makes a file that has begun worth nothing: its server was not checked (PROP-30).</summary>
    internal void SetSecurityOptions(JobRecord job, BackgroundCopySecurityOptions options)
    {
        using CallScope scope = calls.Enter(job);
        Refusal.ThrowIfFinal(job, JobCall.SetSecurityOptions);
        bool checks = (options & ~job.Extras.Transfer.SecurityOptions & BackgroundCopySecurityOptions.EnableRevocationCheck) != 0;
        Assign(job, settings => settings.With(options));
        steps.Call(job, JobTrigger.Configure, JobCall.SetSecurityOptions, options.ToString());
        if (checks && steps.Attempts.DiscardFile(job) && job.Data.IsActive)
        {
            steps.Apply(job, JobTrigger.Preempt);
        }

        steps.Callbacks.Plan(job);
    }

    /// <summary>Null: nobody judges the certificates of servers. Whoever does begins with none approved (PROP-25).</summary>
    internal void SetCertificateJudge(JobRecord job, CertificateJudge? judge)
    {
        using CallScope scope = calls.Enter(job);
        Refusal.ThrowIfFinal(job, JobCall.SetServerCertificateValidationInterface);
        if (job.Data.State is not (BackgroundCopyJobState.Suspended or BackgroundCopyJobState.Error or BackgroundCopyJobState.Transferred))
        {
            throw Failure.Bits(
                HResults.BG_E_READ_ONLY_WHEN_JOB_ACTIVE, $"Who judges server certificates of job {job.Number} can be set in SUSPENDED, ERROR and TRANSFERRED only; the job is {job.Data.State}.");
        }

        steps.Callbacks.Clients.Release(job, job.Extras.CertificateJudge?.Client);
        job.MakeExtras().CertificateJudge = judge;
        Assign(job, settings => settings.With(judge is null ? null : CertificateApprovals.None));
        steps.Call(job, JobTrigger.Configure, JobCall.SetServerCertificateValidationInterface, judge is null ? "null" : "callback");
        steps.Callbacks.Plan(job);
    }

    /// <summary>Dynamic content, high performance and on-demand mode: each is closed from some moment on (PROP-3, PROP-4, PROP-8).</summary>
    internal void SetTrait(JobRecord job, JobTraits trait, bool value)
    {
        using CallScope scope = calls.Enter(job);
        Refusal.ThrowIfFinal(job, JobCall.SetProperty);
        RefuseIfUpload(job);
        if (trait == JobTraits.IsHighPerformance)
        {
            RefuseIf(job.Data.Files > 0, HResults.BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE, job, "before its first file is added");
        }
        else
        {
            RefuseIfResumed(job);
            RefuseBeside(job, JobTraits.HasCustomMethod);
        }

        RefuseIfNotOnDemand(job, value ? trait : JobTraits.None);
        JobTraits traits = value ? job.Data.Traits | trait : job.Data.Traits & ~trait;
        if (trait == JobTraits.IsDynamicContent)
        {
            Assign(job, settings => settings.WithDynamicContent(value));
        }

        SetTraits(job, traits, job.Data.Priority, JobCall.SetProperty, FormattableString.Invariant($"{NameOf(trait)} {value}"));
    }

    /// <summary>Bytes; null: no limit (PROP-5).</summary>
    internal void SetMaximumDownloadSize(JobRecord job, long? bytes)
    {
        using CallScope scope = calls.Enter(job);
        Refusal.ThrowIfFinal(job, JobCall.SetProperty);
        RefuseIfUpload(job);
        RefuseIfResumed(job);
        job.MakeExtras().MaximumDownloadSize = bytes;
        steps.Call(job, JobTrigger.Configure, JobCall.SetProperty, FormattableString.Invariant($"MaximumDownloadSize {bytes}"));
    }

    /// <summary>Closed once all files are here, since they have their access lists then (section 2.3).</summary>
    internal void SetFileAclOptions(JobRecord job, BackgroundCopyFileAclOptions options)
    {
        using CallScope scope = calls.Enter(job);
        Refusal.ThrowIfFinal(job, JobCall.SetFileAclOptions);
        if (job.Data.State == BackgroundCopyJobState.Transferred)
        {
            throw Failure.Bits(HResults.BG_E_INVALID_STATE, $"SetFileAclOptions is not allowed on job {job.Number}, which is {job.Data.State}: its files are here.");
        }

        job.MakeExtras().FileAclOptions = options;
        steps.Call(job, JobTrigger.Configure, JobCall.SetFileAclOptions, options.ToString());
        steps.Callbacks.Plan(job);
    }

    private static void Assign(JobRecord job, Func<TransferSettings, TransferSettings> change)
    {
        job.MakeExtras().Transfer = change(job.Extras.Transfer);
        job.NoteOrderChanged();
    }

    private void SetTraits(JobRecord job, JobTraits traits, BackgroundCopyJobPriority priority, JobCall call, string argument) =>
        steps.Call(job, new JobInput(JobTrigger.SetTraits) { Traits = traits, Priority = priority, Blocks = surroundings.BlocksOf(job) }, call, argument);

    private static void RefuseIfResumed(JobRecord job) =>
        RefuseIf(job.Has(JobTraits.HasBeenResumed), HResults.BG_E_READ_ONLY_PROPERTY_AFTER_RESUME, job, "before its first Resume");

    private static void RefuseIfUpload(JobRecord job)
    {
        if (job.IsUpload)
        {
            throw Failure.Bits(HResults.BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY, $"This property is for downloads; job {job.Number} is an {job.Type} job.");
        }
    }

    private static void RefuseIf(bool refuses, int hresult, JobRecord job, string until)
    {
        if (refuses)
        {
            throw Failure.Bits(hresult, $"This property of job {job.Number} can be set {until} only.");
        }
    }

    /// <summary>Files of which parts are asked for are not made anew by each request (FILE-24, PROP-8).</summary>
    private static void RefuseIfNotOnDemand(JobRecord job, JobTraits trait)
    {
        bool isDynamic = trait == JobTraits.IsDynamicContent;
        if (trait == JobTraits.IsOnDemand || (isDynamic && (job.Has(JobTraits.IsOnDemand) || job.Extras.IsFetchedByParts)))
        {
            RangeAccess.CheckOnDemand(isDynamic || job.Has(JobTraits.IsDynamicContent), job.Files);
        }
    }

    private static string NameOf(JobTraits trait) => trait == JobTraits.IsOnDemand ? nameof(BackgroundCopyJobPropertyId.OnDemandMode) : trait.ToString();

    private static void RefuseBeside(JobRecord job, JobTraits others)
    {
        if ((job.Data.Traits & others) != 0)
        {
            throw Failure.Bits(
                HResults.BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD, $"Job {job.Number}: an HTTP method of its own goes neither with dynamic content nor with on-demand mode.");
        }
    }
}
