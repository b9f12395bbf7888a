using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Samples;

/// <summary>Registration.</summary>
public static class UpdateDownloaderServices
{
    /// <summary>Adds the downloader; a <see cref="Bits.RetrySim.BackgroundCopyManager"/> has to be there, a time provider may.</summary>
    /// <param name="services">Where to.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddUpdateDownloader(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new UpdateDownloaderOptions());
        services.TryAddSingleton<IUpdateDownloader, UpdateDownloader>();
        return services;
    }
}
