using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>Who is told of a job besides its callback, and who asks.</summary>
internal static class BadInputClientRows
{
    private const string Command = "BackgroundCopyJobNotifyCommand.Set(String program, String parameters)";

    private static readonly (string Member, Action<BadInputWorld, int> Read)[] Texts =
    [
        ("BackgroundCopyManager.GetErrorDescription(Int32 hresult, Int32 languageId)", (_, language) => BackgroundCopyManager.GetErrorDescription(0, language)),
        ("BackgroundCopyError.GetDescription(Int32 languageId)", (world, language) => ErrorOf(world).GetDescription(language)),
        ("BackgroundCopyError.GetContextDescription(Int32 languageId)", (world, language) => ErrorOf(world).GetContextDescription(language)),
    ];

    internal static IEnumerable<BadInputRow> All =>
    [
        Invalid(Command, "parameters alone", world => world.Job.NotifyCommand.Set(null, "x"), "program"),
        Invalid(Command, "no full path", world => world.Job.NotifyCommand.Set("done.exe"), "program", "done.exe"),
        Invalid(Command, "variable", world => world.Job.NotifyCommand.Set(@"%windir%\done.exe"), "program", "windir"),
        Coded(Command, "program too long", HResults.BG_E_STRING_TOO_LONG, world => world.Job.NotifyCommand.Set(@"C:\" + new string('p', 258)), "program", "261", "260"),
        Coded(Command, "parameters too long", HResults.BG_E_STRING_TOO_LONG, world => world.Job.NotifyCommand.Set(@"C:\x.exe", new string('a', 4_001)), "parameters", "4001", "4000"),
        Invalid("BackgroundCopyJobProperties.Set(BackgroundCopyJobPropertyId id, Object value)", "no class", world => world.Job.Properties.Set(BackgroundCopyJobPropertyId.NotificationClsid, "x"), "value", "Guid", "String"),
        .. Texts.SelectMany(text => new[]
        {
            Invalid(text.Member, "language 0", world => text.Read(world, 0), "languageId", "0x0409"),
            Coded(text.Member, "another language", HResults.ERROR_RESOURCE_LANG_NOT_FOUND, world => text.Read(world, 0x0407), "languageId", "0407", "0409"),
        }),
    ];

    private static BackgroundCopyError ErrorOf(BadInputWorld world) => world.In(BackgroundCopyJobState.Error).Error!;
}
