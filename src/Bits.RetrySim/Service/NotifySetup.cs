namespace Bits.RetrySim;

/// <summary>Who tells clients that have no object to be called (CB-15).</summary>
/// <param name="Classes">Makes an object of a class; null: no class is known.</param>
/// <param name="Starter">Runs a program, and answers with its exit code; null: no program is run.</param>
internal readonly record struct NotifySetup(Func<Guid, IBackgroundCopyCallback?>? Classes, Func<BackgroundCopyCommand, int>? Starter);
