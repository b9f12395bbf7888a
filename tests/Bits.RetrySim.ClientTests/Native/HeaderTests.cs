using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Bits.RetrySim.Interop;
using Bits.RetrySim.Native;

namespace BitsClients;

/// <summary>The headers for C say what the library has: no compiler sees both.</summary>
public sealed partial class HeaderTests
{
    private static readonly string Header = Read("src/Bits.RetrySim.Native/include/bits_retrysim.h");
    private static readonly string Interfaces = Read("src/Bits.RetrySim.Native/include/bits_com.h").Replace(" \\\n", "\n", StringComparison.Ordinal);

    internal static MethodInfo[] Exports { get; } = [.. typeof(SimulationExports).Assembly.GetTypes().SelectMany(static type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic))
        .Where(static method => method.IsDefined(typeof(UnmanagedCallersOnlyAttribute)))];

    [Fact]
    public void Functions_AreTheExportsWithTheirParameters()
    {
        IEnumerable<string> declared = Function().Matches(Header).Select(static function => Signature(
            function.Groups["name"].Value,
            Parameter().Split(NoFunctions().Replace(function.Groups["parameters"].Value, "pointer *${name}")).Select(KindInC)));

        declared.Should().BeEquivalentTo(Exports.Select(static export => Signature(
            export.GetCustomAttribute<UnmanagedCallersOnlyAttribute>()!.EntryPoint!, export.GetParameters().Select(static parameter => KindOf(parameter.ParameterType)))));
    }

    [Fact]
    public void Versions_AreThoseOfTheLibrary() =>
        Version().Matches(Header).ToDictionary(static version => "V" + version.Groups["name"].Value, static version => int.Parse(version.Groups["number"].Value, null))
            .Should().Equal(Enum.GetValues<BitsVersion>().ToDictionary(static version => version.ToString(), static version => (int)version));

    [Fact]
    public void Interfaces_AreThoseOfTheTable()
    {
        Dictionary<string, string> bases = Base().Matches(Interfaces).ToDictionary(static one => one.Groups["name"].Value, static one => one.Groups["base"].Value);
        Dictionary<string, string> ids = Id().Matches(Interfaces).ToDictionary(static one => one.Groups["name"].Value, static one => IdOf(one.Groups["bytes"].Value));
        IEnumerable<string> blocks = Slots().Matches(Interfaces).Select(list =>
        {
            string name = list.Groups["name"].Value;
            string heading = bases[name] == "IUnknown" ? $"{name} {ids[name]}" : $"{name} : {bases[name]} {ids[name]}";
            return string.Join('\n', Slot().Matches(list.Groups["slots"].Value)
                .Select(static slot => $"    {slot.Groups["name"].Value} {slot.Groups["parameters"].Value.Count(static sign => sign == ',')}").Prepend(heading));
        });

        blocks.Should().BeEquivalentTo(InterfaceTableTests.Table.Split("\nI").Select(static (block, index) => index == 0 ? block : "I" + block));
    }

    [Fact]
    public void Document_ShowsTheFirstProgramAsItIs() => Read("src/Bits.RetrySim/docs/native.md").Should().Contain(Read("tests/native/c/five_minutes.c"));

    private static string Signature(string name, IEnumerable<string> parameters) => $"{name}({string.Join(", ", parameters)})";

    private static string KindInC(string parameter) => parameter.Contains('*', StringComparison.Ordinal) ? "pointer" : parameter.Trim().Split(' ')[0];

    private static string KindOf(Type type) => type.IsPointer || type.IsFunctionPointer || type == typeof(nint) ? "pointer"
        : type == typeof(int) ? "int32_t" : type == typeof(uint) ? "uint32_t" : type == typeof(long) ? "int64_t" : type == typeof(nuint) ? "size_t" : type.Name;

    private static string IdOf(string numbers)
    {
        string digits = NoDigits().Replace(numbers, "").ToUpperInvariant();
        return new Guid(digits).ToString("D").ToUpperInvariant();
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(
        typeof(HeaderTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static one => one.Key == "RepositoryRoot").Value!, path));

    [GeneratedRegex(@"^BITS_RETRYSIM_API (?<name>\w+)\((?<parameters>.*)\);$", RegexOptions.Multiline)]
    private static partial Regex Function();

    [GeneratedRegex(@"\w+ \(BITS_RETRYSIM_CALL \*(?<name>\w+)\)\([^)]*\)")]
    private static partial Regex NoFunctions();

    [GeneratedRegex(", ")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"BITS_RETRYSIM_V(?<name>\d+_\d+) = (?<number>\d+)")]
    private static partial Regex Version();

    [GeneratedRegex(@"^BITS_DECLARE\((?<name>\w+), (?<base>\w+)\)$", RegexOptions.Multiline)]
    private static partial Regex Base();

    [GeneratedRegex(@"^BITS_ID\(IID_(?<name>\w+), (?<bytes>[^)]*)\)$", RegexOptions.Multiline)]
    private static partial Regex Id();

    [GeneratedRegex(@"^#define BITS_SLOTS_(?<name>\w+)\(I\)\n(?<slots>(    .*\n)+)", RegexOptions.Multiline)]
    private static partial Regex Slots();

    [GeneratedRegex(@"BITS_SLOT0?\(I, (?<name>\w+)(?<parameters>.*)\)")]
    private static partial Regex Slot();

    [GeneratedRegex("0x|[, ]")]
    private static partial Regex NoDigits();
}
