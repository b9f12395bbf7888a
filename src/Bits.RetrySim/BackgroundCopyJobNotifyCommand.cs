namespace Bits.RetrySim;

/// <summary>The program that is run when the client cannot be told otherwise: <see cref="BackgroundCopyJob.NotifyCommand"/> (section 8.1).</summary>
/// <remarks>
/// It is run for TRANSFERRED and ERROR, if <see cref="BackgroundCopyJob.NotifyFlags"/> asks for them, when there is no callback or the callback failed (CMD-2, CMD-3), but
/// not for jobs of service accounts (CMD-4). <see cref="BackgroundCopyManagerOptions.CommandStarter"/> runs it.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
public sealed class BackgroundCopyJobNotifyCommand
{
    private readonly ServiceDoor _service;
    private readonly JobRecord _record;

    internal BackgroundCopyJobNotifyCommand(ServiceDoor service, JobRecord record)
    {
        _service = service;
        _record = record;
    }

    /// <summary>The program's full path.</summary>
    /// <value>Empty, the default: none (CMD-8).</value>
    public string Program => _service.Reader.Read(_record, static job => job.Command?.Program ?? "");

    /// <summary>The program's parameters. They may be secret: no log, event or text ever holds them.</summary>
    /// <value>Empty by default (CMD-8).</value>
    public string Parameters => _service.Reader.Read(_record, static job => job.Command?.Parameters ?? "");

    /// <summary>Program and parameters as they were at one moment, whoever sets them meanwhile.</summary>
    /// <param name="program">The program's full path; empty: none.</param>
    /// <param name="parameters">Its parameters, which may be secret; empty: none.</param>
    public void Deconstruct(out string program, out string parameters) =>
        (program, parameters) = _service.Reader.Read(_record, static job => job.Command is { } command ? (command.Program, command.Parameters) : ("", ""));

    /// <summary>
    /// Sets program and parameters, or takes them away. An event that nobody has acknowledged is told at once (CMD-2). A program that does not exit with 0 and leaves the job as it
    /// is, is run again after <see cref="BackgroundCopyJob.MinimumRetryDelay"/> (CMD-6); if the callback failed before it, it is the callback's turn again then (CMD-7).
    /// </summary>
    /// <param name="program">A full path of at most 260 characters: nothing is searched for, no variable replaced (CMD-2). Null or empty, and no parameters: no program.</param>
    /// <param name="parameters">At most 4,000 characters, the first of them naming the program again (CMD-1); null: none.</param>
    /// <exception cref="ArgumentException">Parameters without a program, or no full path (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">Too long (BG_E_STRING_TOO_LONG, LIM-9), or the job is in a final state (BG_E_INVALID_STATE).</exception>
    public void Set(string? program, string? parameters = null)
    {
        string arguments = Arguments.Text(parameters ?? "", Arguments.MaximumCommandParametersLength, nameof(parameters));
        if (program is null or "")
        {
            _service.ClientCalls.SetNotifyCommand(_record, arguments.Length == 0 ? null : throw Failure.InvalidArgument(nameof(program), "Parameters need a program; to take the command away give neither."));
            return;
        }

        FileNames.CheckLocalName(Arguments.Text(program, FileNames.MaximumPathLength, nameof(program)), nameof(program));
        _service.ClientCalls.SetNotifyCommand(_record, (program, arguments));
    }
}
