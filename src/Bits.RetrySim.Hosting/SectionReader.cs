using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Bits.RetrySim;

/// <summary>Sets options as a section of configuration says. What it cannot use it notes, so that all of it is told at once; nothing is passed over.</summary>
internal sealed class SectionReader(IConfiguration section) : IConfigureOptions<BackgroundCopyOptions>
{
    public void Configure(BackgroundCopyOptions options)
    {
        if (section is IConfigurationSection { Value.Length: > 0 } single)
        {
            options.Problems.Add($"{single.Path} has a value of its own; it is a section with settings in it.");
        }

        string[] unknown = [.. section.GetChildren().Where(key => !Setting.ByName.ContainsKey(key.Key)).Select(key => key.Path)];
        if (unknown.Length > 0)
        {
            options.Problems.Add(
                $"There is no setting for {string.Join(", ", unknown)}; the settings are {string.Join(", ", Setting.All.Select(setting => setting.Name))} ({Refusal.InvalidArgument}).");
        }

        foreach (IConfigurationSection key in section.GetChildren())
        {
            if (Setting.ByName.TryGetValue(key.Key, out Setting? setting))
            {
                Read(setting, key, options);
            }
        }
    }

    private static void Read(Setting setting, IConfigurationSection key, BackgroundCopyOptions options)
    {
        if (key.Value is not { Length: > 0 } text || key.GetChildren().Any())
        {
            options.Problems.Add($"{key.Path} is not a single value ({Refusal.InvalidArgument}).");
            return;
        }

        try
        {
            setting.Read(options, text);
            options.Sources[setting.Name] = new SettingSource(key.Path, text, setting.Value(options));
        }
        catch (FormatException failure)
        {
            options.Problems.Add($"{key.Path} is '{text}'; {failure.Message} ({Refusal.InvalidArgument}).");
        }
    }
}
