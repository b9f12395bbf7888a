using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>A client is asked whether a certificate is good.</summary>
/// <param name="desk">Who wants to know.</param>
/// <param name="question">What he is asked.</param>
/// <param name="judge">Whom; another one may be set meanwhile.</param>
internal sealed class CertificateCall(CertificateDesk desk, CertificateQuestion question, CertificateJudge judge)
    : RunningCall(NotificationKind.ServerCertificateValidation, question.Job)
{
    private readonly FileRecord _file = question.Job.CurrentFile!;

    internal CertificateQuestion Question { get; } = question;

    internal CertificateJudge Judge { get; } = judge;

    internal int FileNumber => _file.Index + 1;

    internal override void Perform() => desk.Call(this);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Any exception refuses the certificate: it is logged and, in a simulation, rethrown (D-24).")]
    internal override Exception? Invoke()
    {
        try
        {
            Judge.Validate(_file, Question.Certificate);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
