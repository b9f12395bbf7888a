namespace Bits.RetrySim;

/// <content>Who is told of the job besides its callback.</content>
public sealed partial class BackgroundCopyJob
{
    /// <summary>The program that is run when there is no callback, or the callback fails (section 8.1).</summary>
    /// <value>Always the same settings.</value>
    public BackgroundCopyJobNotifyCommand NotifyCommand => new(_service, _record);
}
