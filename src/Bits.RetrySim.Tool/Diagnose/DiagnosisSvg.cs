using System.Globalization;
using System.Xml.Linq;

namespace Bits.RetrySim.Tool;

/// <summary>The library's pictures of the reconstructed jobs, one below the other in one file.</summary>
internal static class DiagnosisSvg
{
    /// <summary>Null if too little is known of every job to draw anything.</summary>
    internal static string? Draw(IReadOnlyList<Diagnosis> diagnoses, Privacy privacy)
    {
        string[] pictures = [.. diagnoses.Where(CanDraw).Select(diagnosis => Draw(diagnosis, privacy))];
        return pictures.Length > 1 ? Stack(pictures) : pictures.FirstOrDefault();
    }

    private static string Draw(Diagnosis diagnosis, Privacy privacy)
    {
        string name = privacy.Text(diagnosis.Job.Name);
        if (diagnosis.Job.Log is { } log)
        {
            using Reconstruction run = Reconstruction.Of(log, name, diagnosis.StorySettings!);
            return run.Timeline.ToSvg(name);
        }

        // Of what was before a listing too little is known to draw it; but what comes is known.
        StoryStep[] steps = [.. diagnosis.Story!.Steps];
        steps[0] = steps[0] with { At = steps[1].At };
        using Reconstruction future = Reconstruction.Of(new JobStory(steps), name, diagnosis.StorySettings!, hasDate: !diagnosis.IsLocal);
        future.GoOn();
        string since = diagnosis.Since is null ? "" : $" from {Stamp.Of(steps[0].At, diagnosis.IsLocal)}";
        return future.Timeline.ToSvg($"{name}{since} on, if nothing changes");
    }

    /// <summary>Of a job that waits for its turn, or was not tried yet, there is nothing to be seen.</summary>
    private static bool CanDraw(Diagnosis diagnosis) =>
        diagnosis is { Story: not null, IsUntried: false, IsFinal: false } or { Job.Log.Attempts.Count: > 0 }
        && !(diagnosis.Job.Log is null && diagnosis.State == BackgroundCopyJobState.Queued);

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
