using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A job of BITS 5.0: numbered properties.</summary>
[GeneratedComClass]
internal unsafe partial class ComJob5(BackgroundCopyJob job, ComSession session) : ComJobTokenOptions(job, session), IJob5Slots
{
    public int SetProperty(BITS_JOB_PROPERTY_ID property, BITS_JOB_PROPERTY_VALUE value) =>
        Do((Id: (BackgroundCopyJobPropertyId)property, Value: value), static (job, set) =>
        {
            if (set.Id == BackgroundCopyJobPropertyId.MaximumDownloadSize && set.Value.Uint64 == ulong.MaxValue)
            {
                // What GetProperty answers where there is no limit, and so what sets none.
                job.Properties.MaximumDownloadSize = null;
                return;
            }

            job.Properties.Set(set.Id, Read(set.Id, set.Value));
        });

    public int GetProperty(BITS_JOB_PROPERTY_ID property, BITS_JOB_PROPERTY_VALUE* value)
    {
        if (value is null)
        {
            return Null(nameof(value));
        }

        *value = default;
        return Do((Id: (BackgroundCopyJobPropertyId)property, To: (nint)value), static (job, get) => *(BITS_JOB_PROPERTY_VALUE*)get.To = ValueOf(job.Properties.Get(get.Id)));
    }

    /// <summary>The member that the property uses; of one that is not known, any.</summary>
    private static object Read(BackgroundCopyJobPropertyId id, BITS_JOB_PROPERTY_VALUE value) => id switch
    {
        BackgroundCopyJobPropertyId.NotificationClsid => value.ClsID,
        BackgroundCopyJobPropertyId.DynamicContent or BackgroundCopyJobPropertyId.HighPerformance or BackgroundCopyJobPropertyId.OnDemandMode => value.Enable != 0,
        BackgroundCopyJobPropertyId.MaximumDownloadSize => value.Uint64,
        BackgroundCopyJobPropertyId.UseStoredCredentials => (BackgroundCopyAuthTarget)value.Target,
        _ => value.Dword,
    };

    private static BITS_JOB_PROPERTY_VALUE ValueOf(object value) => value switch
    {
        Guid id => new() { ClsID = id },
        bool isEnabled => new() { Enable = isEnabled ? 1 : 0 },
        ulong size => new() { Uint64 = size },
        BackgroundCopyAuthTarget target => new() { Target = (BG_AUTH_TARGET)target },
        _ => new() { Dword = (uint)value },
    };
}
