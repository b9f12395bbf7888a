namespace Bits.RetrySim.Tests;

/// <summary>How a job of the library becomes one of a certain kind.</summary>
internal static class ScriptKinds
{
    internal static bool Sends(this ScriptKind kind) => kind is ScriptKind.Upload or ScriptKind.UploadReply;

    internal static BackgroundCopyJobType TypeOf(ScriptKind kind) => kind switch
    {
        ScriptKind.Upload => BackgroundCopyJobType.Upload,
        ScriptKind.UploadReply => BackgroundCopyJobType.UploadReply,
        _ => BackgroundCopyJobType.Download,
    };

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
            case ScriptKind.UploadReply:
                job.Reply!.FileName = ScriptedTransport.LocalName(ScriptFileCalls.ReplyIndex);
                break;
            default:
                break;
        }
    }
}
