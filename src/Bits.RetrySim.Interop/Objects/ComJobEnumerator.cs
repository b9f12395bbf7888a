using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>Goes through jobs.</summary>
[GeneratedComClass]
internal sealed unsafe partial class ComJobEnumerator(IReadOnlyList<BackgroundCopyJob> jobs, ComSession session, int next = 0)
    : ComEnumerator<BackgroundCopyJob>(jobs, session, session.PointerTo, next), IEnumJobsSlots
{
    int IEnumJobsSlots.Next(uint count, nint* jobs, uint* fetched) => Next(count, jobs, fetched);

    public int Clone(nint* copy) => Get(copy, this, static (jobs, one) => ComPointer.Of(new ComJobEnumerator(jobs, one.Session, one.Position), ComPointer.IdOf<IEnumJobsSlots>()));
}
