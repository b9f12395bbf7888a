namespace Bits.RetrySim.Tests;

/// <summary>A file of a job. What of it is here is kept byte by byte where parts of it are asked for.</summary>
internal sealed class ModelFile(int index, long size)
{
    internal int Index { get; } = index;

    /// <summary>Its size at its present remote name.</summary>
    internal long Size { get; set; } = size;

    /// <summary>Its present remote name.</summary>
    internal string Name { get; set; } = $"server/{size}";

    /// <summary>The name and size that a restart brings back; null: the present ones (FILE-13).</summary>
    internal (string Name, long Size)? Kept { get; set; }

    /// <summary>The size that the server has told last; -1: none.</summary>
    internal long Known { get; set; } = -1;

    /// <summary>What is fetched of a file that was added with ranges (FILE-11).</summary>
    internal (long Offset, long Length)[]? Ranges { get; init; }

    internal long Bytes { get; set; }

    internal bool IsDone { get; set; }

    /// <summary>The parts that come first, in the order in which they do: those that are here, and those that were asked for; null: nothing was asked for (FILE-24).</summary>
    internal List<ModelPart>? Parts { get; private set; }

    /// <summary>Where all that was not asked for goes on.</summary>
    internal long Position { get; private set; }

    /// <summary>Whether something that was asked for is missing; how much a part to the end has is not known before the size is.</summary>
    internal bool IsAsked => !IsDone && Parts is not null && (Bytes < Planned(Known).Count() || Parts.Exists(part => Known < 0 ? part.IsOpen : part.IsAsked && !part.FitsIn(Known)));

    /// <summary>How many bytes there will be when the fetch that begins now is over.</summary>
    internal long Goal => Ranges is not null ? LengthIn(Size)!.Value : IsAsked ? Planned(Size).Count() : Size;

    /// <summary>BytesTotal; null: unknown (PROG-3).</summary>
    internal long? Total => LengthIn(Known);

    /// <summary>Whether the server has all that the client wants (ERR-33).</summary>
    internal bool IsServed => Ranges is null ? Parts is null || Parts.TrueForAll(part => !part.IsAsked || part.FitsIn(Size)) : Ranges.All(range => range.Offset < Size && range.Offset + Math.Max(range.Length, 0) <= Size);

    /// <summary>The parts that were asked for and are here as a whole, that nobody has heard of (CB-11).</summary>
    internal List<ModelPart> Untold => Parts is null ? [] : [.. Parts.Where(part => IsUntold(part) && EndOf(part) <= Bytes)];

    /// <summary>How many bytes are here when the next of them is; null: there is none, or that is not known.</summary>
    internal long? NextEnd => Parts?.Find(IsUntold) is ModelPart part ? EndOf(part) : null;

    internal void Ask(long offset, long length)
    {
        bool isOpen = length < 0 && Known < 0;
        long end = length >= 0 ? offset + length : isOpen ? ModelPart.Endless : Known;
        KeepWhatCame();
        Plan(Enumerable.Range((int)offset, (int)(end - offset)).Select(at => (long)at), isAsked: true, isOpen);
    }

    /// <summary>What was not asked for goes on elsewhere.</summary>
    internal void Move(long position)
    {
        KeepWhatCame();
        Position = position;
    }

    /// <summary>Nothing of it is here any more; what was asked for still is.</summary>
    internal void BeginAgain()
    {
        Bytes = 0;
        Parts?.RemoveAll(part => !part.IsAsked);
        Parts?.ForEach(part => part.IsTold = false);
    }

    /// <summary>Nobody asks for parts of it any more.</summary>
    internal void ForgetPlan() => Parts = null;

    /// <summary>What has come without being asked for, from the position to the end, then from the beginning.</summary>
    private void KeepWhatCame()
    {
        Parts ??= [];
        HashSet<long> planned = [.. Planned(Known)];
        List<long> came = [];
        for (long i = 0; i < Known && planned.Count < Bytes; i++)
        {
            long at = ((Position < Known ? Position : 0) + i) % Known; // nothing is behind the end
            if (planned.Add(at))
            {
                came.Add(at);
            }
        }

        Plan(came, isAsked: false, isOpen: false);
    }

    /// <summary>What of these bytes is not planned yet comes next, in one part where they follow each other.</summary>
    private void Plan(IEnumerable<long> bytes, bool isAsked, bool isOpen)
    {
        HashSet<long> planned = [.. Parts!.SelectMany(part => part.Bytes)];
        List<long> run = [];
        foreach (long at in bytes.Where(at => !planned.Contains(at)))
        {
            if (run.Count > 0 && run[^1] != at - 1)
            {
                Parts!.Add(new ModelPart(run, isAsked, IsOpen: false));
                run = [];
            }

            run.Add(at);
        }

        if (run.Count > 0)
        {
            Parts!.Add(new ModelPart(run, isAsked, isOpen && run[^1] == ModelPart.Endless - 1));
        }
    }

    /// <summary>The bytes of all parts, in a file of a size; with -1 as far as they are known.</summary>
    private IEnumerable<long> Planned(long size) => Parts!.SelectMany(part => part.In(size));

    private bool IsUntold(ModelPart part) => part is { IsAsked: true, IsTold: false } && (Known < 0 || part.In(Known).Any());

    /// <summary>How many bytes are here when a part and all before it are; without end while the size of one of them is not known.</summary>
    private long EndOf(ModelPart part)
    {
        List<ModelPart> through = [.. Parts!.Take(Parts!.IndexOf(part) + 1)];
        return Known < 0 && through.Exists(one => one.IsOpen) ? long.MaxValue : through.Sum(one => one.In(Known).Count());
    }

    private long? LengthIn(long size)
    {
        if (Ranges is null)
        {
            return size < 0 ? null : size;
        }

        bool isKnown = size >= 0 || Ranges.All(range => range.Length >= 0);
        return isKnown ? Ranges.Sum(range => range.Length >= 0 ? range.Length : Math.Max(0, size - range.Offset)) : null;
    }
}

/// <summary>A part of a file that comes in its own turn, byte by byte.</summary>
/// <param name="Bytes">Which bytes it has; one to the end has as many as any file of a script.</param>
/// <param name="IsAsked">Whether it was asked for; else it is only what was here.</param>
/// <param name="IsOpen">Whether it goes to the end of the file, which was not known when it was asked for.</param>
internal sealed record ModelPart(IReadOnlyList<long> Bytes, bool IsAsked, bool IsOpen)
{
    /// <summary>More than the size of any file of a script.</summary>
    internal const long Endless = 1000;

    internal bool IsTold { get; set; }

    internal IEnumerable<long> In(long size) => IsOpen ? Bytes.Where(at => at < size) : Bytes;

    /// <summary>Whether a file of a size has it; from its end to its end there is nothing, which any file has.</summary>
    internal bool FitsIn(long size) => IsOpen ? Bytes[0] <= size : Bytes[^1] < size;
}
