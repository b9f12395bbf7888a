namespace Bits.RetrySim;

/// <summary>Who registered a job's callback, where that is not the test itself for the job's present owner (CB-17).</summary>
/// <param name="User">The user, one of whose four places each call takes (CB-9).</param>
/// <param name="Face">The job as he sees it; null: as the test itself does.</param>
internal sealed record Registrant(BackgroundCopyUser User, BackgroundCopyJob? Face);
