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

    /// <summary>A file was given another remote name.</summary>
    SetRemoteName = 30,

    /// <summary>Files were given another beginning of their remote names.</summary>
    ReplaceRemotePrefix = 31,

    /// <summary>The client has said whether the content of a file is good.</summary>
    SetValidationState = 32,

    /// <summary>A file was added of which only parts are fetched.</summary>
    AddFileWithRanges = 33,

    /// <summary>Parts of a file were asked for.</summary>
    RequestFileRanges = 34,

    /// <summary>It was said where a file goes on.</summary>
    UpdateDownloadPosition = 35,

    /// <summary>The hash that a file has to have was set, or taken away.</summary>
    SetExpectedSha256 = 36,

    /// <summary>The program that is run when its client cannot be told otherwise was set, or taken away.</summary>
    SetNotifyCmdLine = 50,

    /// <summary>An administrator made himself its owner.</summary>
    TakeOwnership = 51,

    /// <summary>What of access lists is kept was set.</summary>
    SetFileAclOptions = 70,

    /// <summary>Its part in peer caching was set.</summary>
    SetPeerCaching = 71,

    /// <summary>The certificate that it shows was set.</summary>
    SetClientCertificate = 72,

    /// <summary>The certificate that it shows was taken away.</summary>
    RemoveClientCertificate = 73,

    /// <summary>It was given a helper token.</summary>
    SetHelperToken = 74,

    /// <summary>Its helper token was taken away.</summary>
    ClearHelperToken = 75,

    /// <summary>What its helper token is used for was set.</summary>
    SetHelperTokenOptions = 76,

    /// <summary>The callback that judges the certificates of servers was set, or taken away.</summary>
    SetServerCertificateValidationInterface = 90,

    /// <summary>Where its reply goes was set.</summary>
    SetReplyFileName = 100,
}
