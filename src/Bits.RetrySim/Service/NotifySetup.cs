namespace Bits.RetrySim;

/// <summary>Who tells clients that have no object to be called (CB-15).</summary>
/// <param name="ByClass">Tells by an object of a class; null: no class is known.</param>
/// <param name="ByCommand">Tells by a program; null: no program is run.</param>
internal readonly record struct NotifySetup(Func<Guid, IBackgroundCopyCallback>? ByClass, Func<NotifyCommand, IBackgroundCopyCallback>? ByCommand);
