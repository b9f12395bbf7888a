namespace Bits.RetrySim;

/// <summary>How a step ended: with effects, or refused with an HRESULT and nothing changed (STATE-44).</summary>
internal readonly record struct StepResult(JobEffects Effects, int HResult = 0)
{
    internal bool IsRefused => HResult < 0;

    public static implicit operator StepResult(JobEffects effects) => new(effects);

    internal static StepResult Refused(int hresult) => new(JobEffects.None, hresult);
}
