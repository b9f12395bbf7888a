namespace Bits.RetrySim;

/// <summary>What occurs in a picture, for its legend.</summary>
internal sealed class SvgMarks
{
    private readonly SortedSet<SvgMark> _marks = [];
    private readonly SortedSet<BackgroundCopyJobState> _states = [];

    internal IEnumerable<SvgMark> Marks => _marks;

    internal IEnumerable<BackgroundCopyJobState> States => _states;

    internal void Add(SvgMark mark) => _marks.Add(mark);

    internal void Add(BackgroundCopyJobState state) => _states.Add(state);

    internal void AddEnding(BackgroundCopyJobState state) => _marks.Add(state switch
    {
        BackgroundCopyJobState.Acknowledged => SvgMark.Complete,
        BackgroundCopyJobState.Cancelled => SvgMark.Cancelled,
        _ => SvgMark.Failed,
    });
}
