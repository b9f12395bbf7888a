using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A job of BITS 4.0: a second user whose rights it uses.</summary>
[GeneratedComClass]
internal unsafe partial class ComJobTokenOptions(BackgroundCopyJob job, ComSession session) : ComJob4(job, session), ITokenOptionsSlots
{
    public int SetHelperTokenFlags(uint flags) => Do(flags, static (job, value) => job.HelperToken.Options = (BackgroundCopyTokenOptions)unchecked((int)value));

    public int GetHelperTokenFlags(uint* flags) => Get(flags, static job => unchecked((uint)(int)job.HelperToken.Options));

    public int SetHelperToken() => Do(Session, static (job, session) => job.HelperToken.Set(session.CallerFor(job)));

    public int ClearHelperToken() => Do(static job => job.HelperToken.Clear());

    public int GetHelperTokenSid(char** sid) => Get(sid, static job => job.HelperToken.User is { } user ? UserSid.Of(user) : null);
}
