namespace Samples;

/// <summary>How patient a downloader is.</summary>
public sealed class UpdateDownloaderOptions
{
    /// <summary>How often it looks at its job; 30 seconds by default.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the server may have trouble; 6 hours by default.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromHours(6);
}
