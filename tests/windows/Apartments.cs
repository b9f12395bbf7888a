namespace BitsOnWindows;

/// <summary>Threads that end; what fails in them ends the program.</summary>
internal static class Apartments
{
    /// <summary>As a thread of a user interface.</summary>
    internal static void OnOwn(Action action) => On(ApartmentState.STA, action);

    internal static void OnShared(Action action) => On(ApartmentState.MTA, action);

    /// <summary>.NET has each of its threads join one, and leave it at the end: in between it has none.</summary>
    internal static void OnNone(Action action) => OnShared(() =>
    {
        Com.LeaveApartment();
        action();
        Com.JoinSharedApartment();
    });

    private static void On(ApartmentState state, Action action)
    {
        Thread thread = new(() => action());
        thread.SetApartmentState(state);
        thread.Start();
        thread.Join();
    }
}
