using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Bits.RetrySim;

/// <summary>Tells all that is wrong with options at once, in the words of those who take the values: limits stand in one place.</summary>
internal sealed class OptionsCheck : IValidateOptions<BackgroundCopyOptions>
{
    public ValidateOptionsResult Validate(string? name, BackgroundCopyOptions options)
    {
        List<string> problems = [.. options.Problems];
        ManagerParts parts = new();
        foreach (Setting setting in Setting.All)
        {
            Try(() => setting.Apply(options, parts), _ => [setting]);
        }

        parts.Manager.Transport = new HttpTransport(parts.Transport);
        Try(parts.Manager.Validate, message => Setting.All.Where(setting => Regex.IsMatch(message, $@"\b{setting.Name}\b")));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Try(Action action, Func<string, IEnumerable<Setting>> concerned)
        {
            try
            {
                action();
            }
            catch (ArgumentException failure)
            {
                string message = WithoutParameter(failure.Message);
                problems.Add($"{string.Join(" and ", concerned(message).Select(setting => Said(setting, options)))}: {message}");
            }
        }
    }

    private static string Said(Setting setting, BackgroundCopyOptions options) =>
        options.Sources.TryGetValue(setting.Name, out SettingSource? source) && Equals(source.Value, setting.Value(options))
            ? $"{source.Path} is '{source.Text}'"
            : string.Create(CultureInfo.InvariantCulture, $"{setting.Name} is {setting.Value(options)}");

    /// <summary>The parameter is one of this library, not of whoever reads this.</summary>
    private static string WithoutParameter(string message) => message.Split(" (Parameter '")[0];
}
