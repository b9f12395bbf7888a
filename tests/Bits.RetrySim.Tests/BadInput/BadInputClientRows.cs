using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>Who is told of a job besides its callback, and who asks.</summary>
internal static class BadInputClientRows
{
    private const string Command = "BackgroundCopyJobNotifyCommand.Set(String program, String parameters)";

    private const string Caller = "BackgroundCopyCaller.new(BackgroundCopyUser User, Boolean IsElevated, Boolean IsRestricted)";

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
        Null(Caller, "User", world => _ = new BackgroundCopyCaller(null!)),
        Invalid(Caller, "ordinary user elevated", world => _ = new BackgroundCopyCaller(new BackgroundCopyUser("u"), IsElevated: true), "IsElevated", "u"),
        Null("BackgroundCopyManager.As(BackgroundCopyCaller caller)", "caller", world => world.Manager.As(null!)),
        Invalid("BackgroundCopyClient.CreateJob(String displayName)", "too long", world => Client(world, false).CreateJob(new string('n', 257)), "displayName", "257", "256"),
        Denied("BackgroundCopyClient.CreateJob(String displayName)", "restricted", world => Client(world, true).CreateJob("job"), "restricted"),
        Range("BackgroundCopyClient.CreateJob(String displayName, BackgroundCopyJobType type)", "type 9", world => Client(world, false).CreateJob("job", (BackgroundCopyJobType)9), "type", "9"),
        Coded("BackgroundCopyClient.GetJob(Guid id)", "unknown", HResults.BG_E_NOT_FOUND, world => Client(world, false).GetJob(Guid.Empty), "00000000"),
        Denied("BackgroundCopyClient.GetJob(Guid id)", "another's", world => Client(world, false).GetJob(world.Job.Id), "belongs to user", "stranger"),
        Denied("BackgroundCopyClient.EnumAllJobs()", "ordinary user", world => Client(world, false).EnumAllJobs(), "stranger"),
        Denied("BackgroundCopyJob.TakeOwnership()", "ordinary user", world => world.Job.TakeOwnership(), "user"),
        .. Texts.SelectMany(text => new[]
        {
            Invalid(text.Member, "language 0", world => text.Read(world, 0), "languageId", "0x0409"),
            Coded(text.Member, "another language", HResults.ERROR_RESOURCE_LANG_NOT_FOUND, world => text.Read(world, 0x0407), "languageId", "0407", "0409"),
        }),
    ];

    private static BadInputRow Denied(string member, string @case, Action<BadInputWorld> act, params string[] mentions) =>
        new(member, @case, act, typeof(UnauthorizedAccessException), HResults.E_ACCESSDENIED, mentions);

    private static BackgroundCopyClient Client(BadInputWorld world, bool isRestricted) =>
        world.Manager.As(new BackgroundCopyCaller(new BackgroundCopyUser("stranger"), IsRestricted: isRestricted));

    private static BackgroundCopyError ErrorOf(BadInputWorld world) => world.In(BackgroundCopyJobState.Error).Error!;
}
