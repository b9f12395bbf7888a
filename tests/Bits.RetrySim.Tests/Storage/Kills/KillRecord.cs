using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>What the processes of a lane have said, one after the other.</summary>
internal sealed class KillRecord
{
    private readonly Dictionary<string, Guid> _made = [];
    private readonly HashSet<string> _transferred = [];
    private readonly HashSet<string> _completed = [];

    /// <summary>The jobs that were made, by name.</summary>
    internal IReadOnlyDictionary<string, Guid> Made => _made;

    internal void Hear(IReadOnlyList<string> lines)
    {
        foreach (string[] words in lines.Select(static line => line.Split(' ')))
        {
            switch (words[0])
            {
                case "made":
                    _made.TryAdd(words[1], Guid.Parse(words[2])).Should().BeTrue("job {0} is made once", words[1]);
                    break;
                case "transferred":
                    _completed.Should().NotContain(words[1], "a job that is completed is over");
                    _transferred.Add(words[1]);
                    break;
                case "completed":
                    _completed.Add(words[1]).Should().BeTrue("job {0} ends once", words[1]);
                    break;
                case "committing" or "committed" or "all":
                    break;
                default:
                    throw new InvalidOperationException(string.Join(' ', words));
            }
        }
    }

    internal bool HasHeard(string job) => _transferred.Contains(job);

    internal bool IsCompleted(string job) => _completed.Contains(job);

    internal void CheckTransferred(int first, int count) =>
        Enumerable.Range(first, count).Select(static number => number.ToString(CultureInfo.InvariantCulture)).Should().BeSubsetOf(_transferred, "JobTransferred arrives at least once");

    /// <summary>Whether a process has said that it completes a job, and not that it has.</summary>
    internal static bool HasOpenComplete(IReadOnlyList<string> lines) =>
        lines.Where(static line => line.StartsWith("transferred ", StringComparison.Ordinal)).Select(static line => line.Split(' ')[1])
            .Except(lines.Where(static line => line.StartsWith("completed ", StringComparison.Ordinal)).Select(static line => line.Split(' ')[1]))
            .Any();
}
