namespace Bits.RetrySim.Tests;

/// <summary>How a job of the library becomes a certain kind of download.</summary>
internal static class ScriptKinds
{
    internal static void SetOn(this ScriptKind kind, BackgroundCopyJob job)
    {
        switch (kind)
        {
            case ScriptKind.CustomMethod:
                job.HttpMethod = "POST";
                break;
            case ScriptKind.DynamicContent:
                job.Properties.DynamicContent = true;
                break;
            case ScriptKind.HighPerformance:
                job.Properties.HighPerformance = true;
                break;
            case ScriptKind.OnDemand:
                job.Properties.OnDemandMode = true;
                break;
            default:
                break;
        }
    }
}
