namespace Bits.RetrySim;

/// <summary>Settings of a job that are allowed, but may not do what their author expects.</summary>
/// <param name="Kind">What it warns of.</param>
/// <param name="Message">The values, what they lead to, and what to set instead; the same in every culture.</param>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record SettingsWarning(SettingsWarningKind Kind, string Message);
