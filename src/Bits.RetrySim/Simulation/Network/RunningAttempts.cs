namespace Bits.RetrySim;

/// <summary>The attempts whose bytes move, in the order of managers and jobs, so that shares and reports do not depend on who came first.</summary>
/// <remarks>
/// Who leaves only gives up its place; places are closed up when half of them are empty or somebody goes through them all. So it costs nothing
/// that thousands of jobs come, and go, in the order of their numbers.
/// </remarks>
internal sealed class RunningAttempts
{
    private readonly List<Place> _places = [];
    private int _empty;

    internal int Count => _places.Count - _empty;

    internal void Add(SimulatedAttempt attempt)
    {
        Place place = new(attempt.Transfer.Order, attempt);
        if (_places.Count == 0 || _places[^1].Order < place.Order)
        {
            _places.Add(place);
            return;
        }

        int index = Find(place.Order);
        if (_places[index].Order == place.Order)
        {
            _places[index] = place;
            _empty--;
        }
        else
        {
            _places.Insert(index, place);
        }
    }

    internal void Remove(SimulatedAttempt attempt)
    {
        int index = Find(attempt.Transfer.Order);
        _places[index] = _places[index] with { Attempt = null };
        _empty++;
        if (_empty * 2 > _places.Count)
        {
            CloseUp();
        }
    }

    /// <summary>The attempt at a place below <see cref="Count"/>; nobody may have left since <see cref="CloseUp"/>.</summary>
    internal SimulatedAttempt this[int index] => _places[index].Attempt!;

    internal void CloseUp()
    {
        if (_empty > 0)
        {
            _places.RemoveAll(static place => place.Attempt is null);
            _empty = 0;
        }
    }

    /// <summary>The first place that does not come before this one.</summary>
    private int Find(long order)
    {
        int low = 0;
        int high = _places.Count - 1;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (_places[middle].Order < order)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private readonly record struct Place(long Order, SimulatedAttempt? Attempt);
}
