using static Bits.RetrySim.BackgroundCopyJobState;
using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>Calls that change files of a job that are in it already.</summary>
internal static class BadInputFileRows
{
    private const string SetName = "BackgroundCopyFile.SetRemoteName(String remoteName)";
    private const string SetUri = "BackgroundCopyFile.SetRemoteName(Uri remoteName)";
    private const string Replace = "BackgroundCopyJob.ReplaceRemotePrefix(String oldPrefix, String newPrefix)";

    private const string Validate = "BackgroundCopyFile.SetValidationState(Boolean isValid)";

    /// <summary>Good calls, by the member and by what the refusal calls it.</summary>
    private static readonly (string Member, string Name, Action<BackgroundCopyJob> Act)[] Calls =
    [
        (SetName, "SetRemoteName", job => job.Files[0].SetRemoteName("https://mirror.example/x")),
        (SetUri, "SetRemoteName", job => job.Files[0].SetRemoteName(new Uri("https://mirror.example/x"))),
        (Validate, "SetValidationState", job => job.Files[0].SetValidationState(true)),
        (Replace, "ReplaceRemotePrefix", job => job.ReplaceRemotePrefix("https://cdn.example/", "https://mirror.example/")),
    ];

    internal static IEnumerable<BadInputRow> All =>
    [
        .. Calls.SelectMany(call => new[] { Acknowledged, Cancelled }.Select(state => Coded(
            call.Member, $"job {state}", HResults.BG_E_INVALID_STATE, world => call.Act(world.In(state)), call.Name, state.ToString()))),
        Null(SetName, "remoteName", world => world.Job.Files[0].SetRemoteName((string)null!)),
        Invalid(SetName, "relative", world => world.Job.Files[0].SetRemoteName("x"), "remoteName", "http"),
        Invalid(SetName, "too long", world => world.Job.Files[0].SetRemoteName("http://server.example/" + string.Join('/', Enumerable.Repeat("abc", 560))), "remoteName", "2200"),
        Null(SetUri, "remoteName", world => world.Job.Files[0].SetRemoteName((Uri)null!)),
        Invalid(SetUri, "relative", world => world.Job.Files[0].SetRemoteName(new Uri("x", UriKind.Relative)), "remoteName", "http"),
        Coded(Validate, "not downloaded", HResults.E_PENDING, world => world.Job.Files[0].SetValidationState(false), "File 1", "downloaded"),
        Coded(Validate, "being downloaded", HResults.E_PENDING, world => world.Download.Files[0].SetValidationState(true), "File 1", "downloaded"),
        Null(Replace, "oldPrefix", world => world.Job.ReplaceRemotePrefix(null!, "https://mirror.example/")),
        Null(Replace, "newPrefix", world => world.Job.ReplaceRemotePrefix("https://cdn.example/", null!)),
        Invalid(Replace, "old empty", world => world.Job.ReplaceRemotePrefix("", "https://mirror.example/"), "oldPrefix"),
        Invalid(Replace, "new empty", world => world.Job.ReplaceRemotePrefix("https://cdn.example/", ""), "newPrefix"),
        Invalid(Replace, "result malformed", world => world.Job.ReplaceRemotePrefix("https://cdn.example/", "cdn/"), "newPrefix", "http"),
        Invalid(Replace, "result too long", world => world.Job.ReplaceRemotePrefix("https://", "https://" + string.Join('/', Enumerable.Repeat("abc", 560)) + "/"), "newPrefix", "2200"),
    ];
}
