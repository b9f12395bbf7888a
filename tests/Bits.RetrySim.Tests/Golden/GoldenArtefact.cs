using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bits.RetrySim.Tests;

/// <summary>One of the things a script leaves behind. Pictures, charts and JSON are kept as digests: what differs in them shows in the log too.</summary>
internal readonly record struct GoldenArtefact(string Name, string Content)
{
    internal const string Plan = "plan";
    internal const string Log = "event log";
    internal const string Looks = "looks";
    internal const string Stops = "stops";
    internal const string Messages = "messages";
    internal const string Activities = "activities";
    internal const string Measurements = "measurements";
    internal const string Text = "timeline text";
    internal const string Json = "timeline JSON";
    internal const string States = "timeline Mermaid states";
    internal const string Gantt = "timeline Mermaid Gantt";
    internal const string Svg = "timeline SVG";

    /// <summary>The text in short.</summary>
    internal static string Digest(string text) => string.Create(
        CultureInfo.InvariantCulture,
        $"{text.Length} characters, {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}\n");
}
