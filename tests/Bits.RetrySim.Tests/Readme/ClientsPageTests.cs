using System.Reflection;
using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>The page about clients promises that all they call of BITS is here.</summary>
public sealed partial class ClientsPageTests
{
    private static readonly Dictionary<string, Type> Objects = new()
    {
        ["manager"] = typeof(BackgroundCopyManager),
        ["job"] = typeof(BackgroundCopyJob),
        ["file"] = typeof(BackgroundCopyFile),
        ["error"] = typeof(BackgroundCopyError),
        ["callback"] = typeof(IBackgroundCopyCallback),
    };

    private static readonly string Page = File.ReadAllText(Path.Combine(SourceTree.Root, "src/Bits.RetrySim/docs/clients.md"));

    public static TheoryData<string> Clients => [.. Sections().Select(section => section.Name)];

    [Fact]
    public void Page_NamesTheClientsThatMatter() =>
        Sections().Select(section => section.Name).Should().HaveCount(18).And.Contain(["Chromium and Edge", "Google Omaha", "Mozilla Firefox", "WiX Burn", "Vanara"]);

    [Theory]
    [MemberData(nameof(Clients))]
    public void Client_FindsAllThatItCalls(string client)
    {
        string[] names = [.. Names(Sections().Single(section => section.Name == client).Text)];

        names.Should().HaveCountGreaterThan(5);
        names.Where(name => !Exists(name)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("job.Resume", true)]
    [InlineData("job.Progress.BytesTotal", true)]
    [InlineData("BackgroundCopyResult.PartialComplete", true)]
    [InlineData("BackgroundCopyFileInfo", true)]
    [InlineData("job.Restart", false)]
    [InlineData("job.Progress.Bytes", false)]
    [InlineData("job.Record", false)]
    [InlineData("BackgroundCopyResult.Whole", false)]
    [InlineData("JobRecord", false)]
    public void Exists_Name_IsTrueOfPublicMembersOnly(string name, bool expected) => Exists(name).Should().Be(expected);

    private static IEnumerable<(string Name, string Text)> Sections() => Section().Matches(Page).Select(match => (match.Groups["name"].Value, match.Groups["text"].Value));

    /// <summary>What stands in the right columns.</summary>
    private static IEnumerable<string> Names(string text) =>
        Row().Matches(text).SelectMany(row => Code().Matches(row.Groups["here"].Value)).Select(code => code.Groups["name"].Value);

    private static bool Exists(string name)
    {
        string[] parts = name.Split('.');
        Type? type = Objects.GetValueOrDefault(parts[0]) ?? typeof(BackgroundCopyJob).Assembly.GetExportedTypes().SingleOrDefault(each => each.Name == parts[0]);
        foreach (string part in parts.Skip(1))
        {
            MemberInfo? member = type?.GetMember(part, BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).FirstOrDefault();
            type = member switch
            {
                PropertyInfo property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType,
                FieldInfo field => field.FieldType,
                MethodInfo method => method.ReturnType,
                _ => null,
            };
        }

        return type is not null;
    }

    [GeneratedRegex(@"^## (?<name>.+)\n(?<text>(?:(?!## ).*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\| [^|]* \| (?<here>[^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Code();
}
