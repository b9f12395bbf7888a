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

    /// <summary>The bytes that come first, in the order in which they do: those that are here, and those that were asked for; null: nothing was asked for (FILE-24).</summary>
    internal List<long>? Plan { get; private set; }

    /// <summary>Those of them that were asked for.</summary>
    internal HashSet<long> Asked { get; } = [];

    /// <summary>Whether something that was asked for is missing.</summary>
    internal bool IsAsked => !IsDone && Plan is not null && Bytes < Plan.Count;

    /// <summary>How many bytes there will be when the fetch that begins now is over.</summary>
    internal long Goal => Ranges is not null ? LengthIn(Size)!.Value : IsAsked ? Plan!.Count : Size;

    /// <summary>BytesTotal; null: unknown (PROG-3).</summary>
    internal long? Total => LengthIn(Known);

    /// <summary>Whether the server has all that the client wants (ERR-33).</summary>
    internal bool IsServed => Ranges is null ? Asked.All(at => at < Size) : Ranges.All(range => range.Offset < Size && range.Offset + Math.Max(range.Length, 0) <= Size);

    internal void Ask(long offset, long length)
    {
        Plan ??= [];
        List<long> plan = Plan;

        // What has come of the file from its beginning on.
        for (long at = 0; plan.Count < Bytes; at++)
        {
            if (!plan.Contains(at))
            {
                plan.Add(at);
            }
        }

        for (long at = offset; at < offset + length; at++)
        {
            if (!plan.Contains(at))
            {
                plan.Add(at);
                Asked.Add(at);
            }
        }
    }

    /// <summary>Nothing of it is here any more; what was asked for still is.</summary>
    internal void BeginAgain()
    {
        Bytes = 0;
        Plan?.RemoveAll(at => !Asked.Contains(at));
    }

    /// <summary>Nobody asks for parts of it any more.</summary>
    internal void ForgetPlan()
    {
        Plan = null;
        Asked.Clear();
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
