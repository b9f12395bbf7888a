namespace Bits.RetrySim;

/// <summary>A job of a <see cref="SimulationScript"/>; see <see cref="BackgroundCopyJob"/>.</summary>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record SimulationScriptJob
{
    internal SimulationScriptJob(string name, SimulationScriptNode node) => (Name, Node) = (name, node);

    /// <summary>The display name (<c>name</c>).</summary>
    public string Name { get; }

    /// <summary>The priority (<c>priority</c>: <c>"foreground"</c>, <c>"high"</c>, <c>"normal"</c> or <c>"low"</c>).</summary>
    /// <value><see langword="null"/>, the job's default, when the script does not say.</value>
    public BackgroundCopyJobPriority? Priority { get; internal init; }

    /// <summary>The minimum retry delay (<c>minimumRetryDelay</c>).</summary>
    /// <value>0 to 4,294,967,295 seconds; <see langword="null"/>, the job's default, when the script does not say.</value>
    public TimeSpan? MinimumRetryDelay { get; internal init; }

    /// <summary>The no-progress timeout (<c>noProgressTimeout</c>).</summary>
    /// <value>0 to 4,294,967,295 seconds; <see langword="null"/>, the job's default, when the script does not say.</value>
    public TimeSpan? NoProgressTimeout { get; internal init; }

    /// <summary>The maximum download time (<c>maximumDownloadTime</c>).</summary>
    /// <value>0 to 4,294,967,295 seconds; <see langword="null"/>, the policy's, when the script does not say.</value>
    public TimeSpan? MaximumDownloadTime { get; internal init; }

    /// <summary>The user it belongs to (<c>owner</c>).</summary>
    /// <value><see langword="null"/>, the owner of the machine, when the script does not say.</value>
    public BackgroundCopyUser? Owner { get; internal init; }

    /// <summary>When it is created (<c>createAt</c>), since the simulation's start.</summary>
    /// <value>Not after <see cref="ResumeAt"/>; <see langword="null"/>, before the simulation begins, when the script does not say.</value>
    public TimeSpan? CreateAt { get; internal init; }

    /// <summary>Whether it is resumed by itself (<c>resumeAt</c>: not <c>"never"</c>).</summary>
    public bool IsResumed { get; internal init; } = true;

    /// <summary>When the job is resumed (<c>resumeAt</c>), since the simulation's start.</summary>
    /// <value>Not after <see cref="SimulationScript.RunFor"/>; when it is created, if the script does not say.</value>
    public TimeSpan ResumeAt { get; internal init; }

    /// <summary>The files (<c>files</c>, each with <c>remote</c>, <c>local</c> and <c>ranges</c>), one at least, in the order in which they are fetched.</summary>
    public IReadOnlyList<BackgroundCopyFileInfo> Files { get; internal init; } = [];

    /// <summary>Whether the files are fetched, or the one file is sent (<c>type</c>).</summary>
    public BackgroundCopyJobType Type { get; internal init; }

    /// <summary>Where the reply of an upload goes (<c>replyName</c>).</summary>
    /// <value><see langword="null"/>, beside its file, when the script does not say.</value>
    public string? ReplyName { get; internal init; }

    /// <summary>Where it is written.</summary>
    internal SimulationScriptNode Node { get; }

    /// <summary>Sets what is closed as soon as the job has a file.</summary>
    internal Action<BackgroundCopyJob> SettingsBeforeFiles { get; init; } = static _ => { };

    /// <summary>Sets all else that the script says.</summary>
    internal Action<BackgroundCopyJob> Settings { get; init; } = static _ => { };

    internal IReadOnlyList<ScriptStep<BackgroundCopyJob>> Calls { get; init; } = [];

    internal ScriptClient? Client { get; init; }
}
