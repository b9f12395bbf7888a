namespace BitsOnWindows;

/// <summary>Threads that end; what fails in them ends the program.</summary>
internal static class Apartments
{
    /// <summary>As a thread of a user interface.</summary>
    internal static void OnOwn(Action action) => On(ApartmentState.STA, action);

    internal static void OnShared(Action action) => On(ApartmentState.MTA, action);

    private static void On(ApartmentState state, Action action)
    {
        Thread thread = new(() => action());
        thread.SetApartmentState(state);
        thread.Start();
        thread.Join();
    }
}
