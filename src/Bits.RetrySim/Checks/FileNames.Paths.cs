namespace Bits.RetrySim;

// Full paths of Windows and Unix, and the volumes they are on.
internal static partial class FileNames
{
    private const string NotInWindowsNames = "<>\"|";
    private const string DevicePrefixProblem = @"must not begin with \\?\ or \\.\";

    private enum PathForm
    {
        // Not a full path; also anything that is not a path.
        Relative,

        // C:\directory\file
        Drive,

        // \\server\share\directory\file
        Unc,

        // /directory/file
        Unix,
    }

    /// <summary>
    /// The root of the volume of a local name that passed the check: "C:\" with an upper-case letter, "\\server\share\" in lower case, or "/".
    /// Equal for all names on the volume.
    /// </summary>
    internal static string VolumeOf(string localName)
    {
        string path = Canonical(localName);
        return FormOf(path) switch
        {
            PathForm.Drive => path[..3],
            PathForm.Unc => path[..(EndOfShare(path) + 1)],
            _ => "/",
        };
    }

    /// <summary>
    /// The root of a volume as a client gives it ("c:", "C:\", "\\server\share", "/", or a directory where a volume is mounted), in the form that
    /// <see cref="VolumeOf"/> returns and <see cref="IsUnder"/> takes.
    /// </summary>
    /// <exception cref="ArgumentException">(E_INVALIDARG) This is not a full path; <see cref="ArgumentNullException"/> if it is null.</exception>
    internal static string NormalizeRoot(string? root, string paramName)
    {
        CheckText(root, paramName, "root", MaximumPathLength);
        string path = root is [_, ':'] ? root + '\\' : root;
        Reject(FindPathProblem(path, isDirectory: true), "root", root, paramName);
        path = Canonical(path);
        char separator = FormOf(path) == PathForm.Unix ? '/' : '\\';
        return path.EndsWith(separator) ? path : path + separator;
    }

    /// <summary>Whether a local name that passed the check lies below a root made by <see cref="VolumeOf"/> or <see cref="NormalizeRoot"/>.</summary>
    /// <remarks>Windows paths are compared without regard to case.</remarks>
    internal static bool IsUnder(string localName, string root)
    {
        PathForm form = FormOf(localName);
        return form == FormOf(root)
            && Canonical(localName).StartsWith(root, form == PathForm.Unix ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The same for all local names that are one file to Windows, which takes no notice of case; names of Unix are compared as they are.</summary>
    internal static string KeyOf(string localName) =>
        FormOf(localName) == PathForm.Unix ? Canonical(localName) : Canonical(localName).ToUpperInvariant();

    /// <summary>The temporary file of a job's file, beside the local name that it gets in the end (FILE-9).</summary>
    internal static string TemporaryOf(string localName, int job, int file) => FormattableString.Invariant($"{DirectoryOf(localName)}BIT{job:X}-{file:X}.tmp");

    /// <summary>The name of a reply whose name nobody has said: beside the file that is sent (UP-6).</summary>
    internal static string ReplyOf(string localName, int job) => FormattableString.Invariant($"{DirectoryOf(localName)}BIT{job:X}-reply.tmp");

    /// <summary>With the separator at its end.</summary>
    private static string DirectoryOf(string localName) =>
        localName[..((FormOf(localName) == PathForm.Unix ? localName.LastIndexOf('/') : localName.AsSpan().LastIndexOfAny('\\', '/')) + 1)];

    /// <summary>Whether a name is a full path of Unix.</summary>
    internal static bool IsUnixPath(string? name) => name is not null && FormOf(name) == PathForm.Unix;

    private static PathForm FormOf(string path) => path switch
    {
        ['\\', '\\', ..] => PathForm.Unc,
        ['/', ..] => PathForm.Unix,
        [char letter, ':', '\\' or '/', ..] when char.IsAsciiLetter(letter) => PathForm.Drive,
        _ => PathForm.Relative,
    };

    private static string? FindPathProblem(string path, bool isDirectory)
    {
        PathForm form = FormOf(path);
        if (form == PathForm.Unc && IsDevicePrefix(path[2..]))
        {
            return DevicePrefixProblem;
        }

        if (form == PathForm.Relative)
        {
            return @"must be a full path, as in C:\Downloads\app.zip or /downloads/app.zip";
        }

        if (path.AsSpan().ContainsAny(Wildcards))
        {
            return "must not contain wildcards";
        }

        // Unix files may have colons in their names.
        if (form != PathForm.Unix && path.IndexOf(':', 2) >= 0)
        {
            return "must not name an NTFS stream";
        }

        string[] segments = form == PathForm.Unix ? path.Split('/') : path.Split('\\', '/');
        if (segments.Contains(".") || segments.Contains(".."))
        {
            return "must be a full path without the segments . and ..";
        }

        int toShare = form == PathForm.Unc ? EndOfShare(path) : 0;
        if (toShare < 0)
        {
            return "must name a server and a share";
        }

        if (form != PathForm.Unix && FindWindowsProblem(form == PathForm.Unc ? path[toShare..] : path[2..]) is { } refused)
        {
            return refused;
        }

        bool endsWithSeparator = path[^1] == '/' || (path[^1] == '\\' && form != PathForm.Unix);
        if (!isDirectory && (endsWithSeparator || toShare == path.Length))
        {
            return "must name a file, not a directory";
        }

        return null;
    }

    // What Windows refuses, or would quietly make another name of, in the segments behind the drive or the share.
    private static string? FindWindowsProblem(string path)
    {
        if (path.AsSpan().ContainsAny(NotInWindowsNames))
        {
            return "must not contain any of < > \" |";
        }

        string[] segments = path.Split('\\', '/');
        for (int i = 0; i < segments.Length; i++)
        {
            string segment = segments[i];

            // Three dots and more are a name, but for a file.
            bool isDots = i < segments.Length - 1 && segment.AsSpan().TrimEnd('.').IsEmpty;
            if ((segment.EndsWith('.') && !isDots) || segment.EndsWith(' '))
            {
                return "must not have a segment that ends with a dot or a space";
            }

            if (IsDevice(segment))
            {
                return "must not have a segment that is the name of a device, such as NUL or COM1";
            }
        }

        return null;
    }

    // CON and its like, also with an extension: on Windows all of these lead to the device.
    private static bool IsDevice(string segment)
    {
        int dot = segment.IndexOf('.', StringComparison.Ordinal);
        string name = (dot < 0 ? segment : segment[..dot]).TrimEnd(' ').ToUpperInvariant();
        return name is "CON" or "PRN" or "AUX" or "NUL" or "CONIN$" or "CONOUT$"
            || name is ['C', 'O', 'M', (>= '1' and <= '9') or '\u00B9' or '\u00B2' or '\u00B3']
            || name is ['L', 'P', 'T', (>= '1' and <= '9') or '\u00B9' or '\u00B2' or '\u00B3'];
    }

    // What follows the first two backslashes of \\?\ and \\.\, which lead around the naming rules of Windows.
    private static bool IsDevicePrefix(string rest) => rest is ['?' or '.', '\\' or '/', ..];

    private static int IndexOfSeparator(ReadOnlySpan<char> name) => name.IndexOfAny('\\', '/');

    // The index after the share of a UNC path, -1 when it has no server or no share.
    private static int EndOfShare(string path)
    {
        int server = IndexOfSeparator(path.AsSpan(2));
        if (server <= 0)
        {
            return -1;
        }

        int share = 2 + server + 1;
        int length = IndexOfSeparator(path.AsSpan(share));
        int end = length < 0 ? path.Length : share + length;
        return end == share ? -1 : end;
    }

    // One spelling for all names of a file: one kind of separator, none doubled, drive letters upper case, servers and shares lower case.
    private static string Canonical(string path)
    {
        PathForm form = FormOf(path);
        char separator = form == PathForm.Unix ? '/' : '\\';
        int root = form == PathForm.Unc ? 2 : 0;
        int lower = form == PathForm.Unc ? EndOfShare(path) : 0;
        Span<char> target = path.Length <= MaximumPathLength ? stackalloc char[MaximumPathLength] : new char[path.Length];
        int length = 0;
        for (int i = 0; i < path.Length; i++)
        {
            char c = path[i] == '/' ? separator : path[i];
            bool doubled = c == separator && i >= Math.Max(root, 1) && target[length - 1] == separator;
            if (!doubled)
            {
                target[length++] = i < lower ? char.ToLowerInvariant(c) : c;
            }
        }

        if (form == PathForm.Drive)
        {
            target[0] = char.ToUpperInvariant(target[0]);
        }

        return target[..length].ToString();
    }
}
