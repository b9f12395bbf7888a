using System.Globalization;
using System.Xml.Linq;

namespace Bits.RetrySim.Tool;

/// <summary>The library's pictures of the reconstructed jobs, one below the other in one file.</summary>
internal static class DiagnosisSvg
{
    /// <summary>Null if too little is known of every job to draw anything.</summary>
    internal static string? Draw(IReadOnlyList<Diagnosis> diagnoses, Privacy privacy)
    {
        string[] pictures = [.. diagnoses.Where(diagnosis => diagnosis.Story is not null).Select(diagnosis => Draw(diagnosis, privacy))];
        return pictures.Length > 1 ? Stack(pictures) : pictures.FirstOrDefault();
    }

    private static string Draw(Diagnosis diagnosis, Privacy privacy)
    {
        string name = privacy.Text(diagnosis.Job.Name);
        using Reconstruction run = Reconstruction.Of(diagnosis.Story!, name, diagnosis.StorySettings!);
        return run.Timeline.ToSvg(name);
    }

    private static string Stack(string[] pictures)
    {
        XElement[] roots = [.. pictures.Select(picture => XDocument.Parse(picture, LoadOptions.PreserveWhitespace).Root!)];
        double y = 0;
        double width = 0;
        foreach (XElement root in roots)
        {
            root.SetAttributeValue("y", Text(y));
            y += Number(root.Attribute("height"));
            width = Math.Max(width, Number(root.Attribute("width")));
        }

        XNamespace svg = roots[0].Name.Namespace;
        XElement all = new(
            svg + "svg",
            new XAttribute("viewBox", $"0 0 {Text(width)} {Text(y)}"),
            new XAttribute("width", Text(width)),
            new XAttribute("height", Text(y)),
            roots);
        return all.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    private static double Number(XAttribute? attribute) => double.Parse(attribute!.Value, CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
