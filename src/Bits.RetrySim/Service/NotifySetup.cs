namespace Bits.RetrySim;

/// <summary>Who tells clients that have no object to be called (CB-15).</summary>
/// <param name="ByClass">Tells by an object of a class; null: no class is known.</param>
/// <param name="ByCommand">Tells by a program; null: no program is run.</param>
internal readonly record struct NotifySetup(Func<Guid, IBackgroundCopyCallback>? ByClass, Func<NotifyCommand, IBackgroundCopyCallback>? ByCommand)
{
    /// <summary>From now on objects of a class are told; empty: of none (PROP-2).</summary>
    internal void Tell(NotifyFallback fallback, Guid id)
    {
        fallback.Class = id;
        fallback.ByClass = id != Guid.Empty && ByClass is { } make ? make(id) : null;
    }

    /// <summary>From now on a program is told; null: none (CMD-1).</summary>
    internal void Tell(NotifyFallback fallback, NotifyCommand? command, JobRecord job)
    {
        fallback.Command = command;
        fallback.ByCommand = command is not null && ByCommand is { } make && job.IsToldByCommand ? make(command) : null;
    }
}
