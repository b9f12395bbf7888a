using System.Globalization;
using System.Runtime.InteropServices;

namespace Bits.RetrySim.Tests;

/// <summary>Who judges the certificates of a script's job: writes down what is asked, and says what the script says.</summary>
/// <remarks>Each SetJudge of a script makes a new one; what they share is the count of questions.</remarks>
internal sealed class ScriptedJudge(EngineRunner runner, ScriptJob script, ScriptedCallback.Counts counts) : IBackgroundCopyServerCertificateValidationCallback
{
    private static readonly BackgroundCopyServerCertificate[] Certificates =
        [.. Enumerable.Range(1, 2).Select(number => new BackgroundCopyServerCertificate("server:443", NameOf(number), [(byte)number], [], NameOf(number)))];

    public void ValidateServerCertificate(BackgroundCopyJob job, BackgroundCopyFile file, BackgroundCopyServerCertificate certificate)
    {
        runner.Trace.Questions.Add(new TraceQuestion(
            runner.NowMs, job.Number, ScriptedTransport.NumberIn(file.LocalName), certificate.SubjectName, job.State, job.Error?.Code));
        counts.Questions++;
        if (counts.Questions <= script.Verdicts.Count && script.Verdicts[counts.Questions - 1] is var code and not SpecCodes.Ok)
        {
            throw new RefusalException(code);
        }
    }

    /// <summary>The certificate of a number, from 1.</summary>
    internal static BackgroundCopyServerCertificate Certificate(int number) => Certificates[number - 1];

    internal static string NameOf(int certificate) => string.Create(CultureInfo.InvariantCulture, $"CN={certificate}");

    /// <summary>As a COM client would answer.</summary>
    private sealed class RefusalException(int code) : COMException("The script refuses this certificate.", code);
}
