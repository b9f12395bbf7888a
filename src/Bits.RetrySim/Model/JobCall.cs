namespace Bits.RetrySim;

/// <summary>A client's call that changes a job, by the name that BITS gives it.</summary>
public enum JobCall
{
    /// <summary>The job was created.</summary>
    CreateJob = 0,

    /// <summary>A file was added.</summary>
    AddFile = 1,

    /// <summary>Several files were added.</summary>
    AddFileSet = 2,

    /// <summary>The job was queued.</summary>
    Resume = 3,

    /// <summary>The job was suspended.</summary>
    Suspend = 4,

    /// <summary>The job was cancelled.</summary>
    Cancel = 5,

    /// <summary>The job was completed.</summary>
    Complete = 6,

    /// <summary>Its name for people was set.</summary>
    SetDisplayName = 7,

    /// <summary>Its description for people was set.</summary>
    SetDescription = 8,

    /// <summary>Its priority was set.</summary>
    SetPriority = 9,

    /// <summary>The least time between a failed attempt and the next one was set.</summary>
    SetMinimumRetryDelay = 10,

    /// <summary>The time that it is retried without progress was set.</summary>
    SetNoProgressTimeout = 11,

    /// <summary>The longest time that it may be active was set.</summary>
    SetMaximumDownloadTime = 12,

    /// <summary>The network costs in which it may run were set.</summary>
    SetCostFlags = 13,

    /// <summary>The events that its client is told were set.</summary>
    SetNotifyFlags = 14,

    /// <summary>The callback of its client was set, or taken away.</summary>
    SetNotifyInterface = 15,

    /// <summary>The least time between two modification callbacks was set.</summary>
    SetMinimumNotificationInterval = 16,

    /// <summary>The headers of its requests were set.</summary>
    SetCustomHeaders = 17,

    /// <summary>The headers of its requests were closed for reading.</summary>
    MakeCustomHeadersWriteOnly = 18,

    /// <summary>The HTTP method of its requests was set.</summary>
    SetHttpMethod = 19,

    /// <summary>What it accepts of servers was set.</summary>
    SetSecurityOptions = 20,

    /// <summary>Its proxy was set.</summary>
    SetProxySettings = 21,

    /// <summary>Credentials were added, or replaced.</summary>
    SetCredentials = 22,

    /// <summary>Credentials were taken away.</summary>
    RemoveCredentials = 23,

    /// <summary>A property that has a number was set (section 16.1).</summary>
    SetProperty = 24,

    /// <summary>The program that is run when its client cannot be told otherwise was set, or taken away.</summary>
    SetNotifyCmdLine = 50,

    /// <summary>An administrator made himself its owner.</summary>
    TakeOwnership = 51,
}
