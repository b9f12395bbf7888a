using System.Globalization;
using System.Xml;

namespace Bits.RetrySim;

/// <summary>Writes the elements of a picture. Everything that is text goes through it, and is escaped by it.</summary>
internal sealed class SvgCanvas(XmlWriter xml)
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    internal static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Opens an element; attributes that are null are left out.</summary>
    internal void Open(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        xml.WriteStartElement(name, Namespace);
        foreach ((string attribute, string? value) in attributes)
        {
            if (value is not null)
            {
                xml.WriteAttributeString(attribute, value);
            }
        }
    }

    internal void Close() => xml.WriteEndElement();

    internal void Element(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Open(name, attributes);
        Close();
    }

    internal void Group(string style, string title)
    {
        Open("g", ("class", style));
        Labelled("title", title);
    }

    internal void Labelled(string name, string text, string? id = null)
    {
        Open(name, ("id", id));
        xml.WriteString(text);
        Close();
    }

    internal void Text(double x, double y, string style, string text, string? anchor = null)
    {
        Open("text", ("x", Number(x)), ("y", Number(y)), ("class", style), ("text-anchor", anchor));
        xml.WriteString(text);
        Close();
    }

    internal void Path(string? style, string data, string? fill = null)
    {
        if (data.Length > 0)
        {
            Element("path", ("class", style), ("fill", fill), ("d", data));
        }
    }

    internal void Rect(double x, double y, double width, double height, string? style, string? fill = null) => Element(
        "rect", ("class", style), ("fill", fill), ("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)));

    internal void Raw(string style)
    {
        Open("style");
        xml.WriteString(style);
        Close();
    }
}
