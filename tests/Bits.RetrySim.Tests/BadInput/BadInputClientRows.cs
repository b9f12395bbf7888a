using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>Who is told of a job besides its callback, and who asks.</summary>
internal static class BadInputClientRows
{
    private const string Command = "BackgroundCopyJobNotifyCommand.Set(String program, String parameters)";

    internal static IEnumerable<BadInputRow> All =>
    [
        Invalid(Command, "parameters alone", world => world.Job.NotifyCommand.Set(null, "x"), "program"),
        Invalid(Command, "no full path", world => world.Job.NotifyCommand.Set("done.exe"), "program", "done.exe"),
        Invalid(Command, "variable", world => world.Job.NotifyCommand.Set(@"%windir%\done.exe"), "program", "windir"),
        Coded(Command, "program too long", HResults.BG_E_STRING_TOO_LONG, world => world.Job.NotifyCommand.Set(@"C:\" + new string('p', 258)), "program", "261", "260"),
        Coded(Command, "parameters too long", HResults.BG_E_STRING_TOO_LONG, world => world.Job.NotifyCommand.Set(@"C:\x.exe", new string('a', 4_001)), "parameters", "4001", "4000"),
        Invalid("BackgroundCopyJobProperties.Set(BackgroundCopyJobPropertyId id, Object value)", "no class", world => world.Job.Properties.Set(BackgroundCopyJobPropertyId.NotificationClsid, "x"), "value", "Guid", "String"),
    ];
}
