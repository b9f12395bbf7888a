namespace Bits.RetrySim.Tests;

/// <summary>A run that is made anew and compared with what it was. It uses the public face only, so that it outlives whatever is behind it.</summary>
/// <param name="Group">The file it is kept in.</param>
/// <param name="Name">Its name, unique in its group.</param>
/// <param name="Plan">What it does, in words; kept too, so that a script that changed is not mistaken for a library that did.</param>
/// <param name="Setup">Clock, pace and options.</param>
/// <param name="Play">Plays it on a stage.</param>
internal sealed record GoldenScript(string Group, string Name, string Plan, GoldenSetup Setup, Action<GoldenStage> Play)
{
    /// <summary>Plays the script and writes down all that can be seen.</summary>
    /// <param name="twist">In what way the run is another one than the one that is kept, though it must look the same.</param>
    internal GoldenRecord Run(GoldenTwist? twist = null)
    {
        // Under the context of a test runner what follows a wait would go to another thread, at no particular instant.
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            using GoldenStage stage = new(Setup, twist ?? GoldenTwist.None);
            Play(stage);
            return stage.Finish(this);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
