using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary>The value of a property: one member, by <see cref="BITS_JOB_PROPERTY_ID"/>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
public struct BITS_JOB_PROPERTY_VALUE
{
    /// <summary>COST_FLAGS and MINIMUM_NOTIFICATION_INTERVAL_MS.</summary>
    [FieldOffset(0)]
    public uint Dword;

    /// <summary>NOTIFICATION_CLSID.</summary>
    [FieldOffset(0)]
    public Guid ClsID;

    /// <summary>DYNAMIC_CONTENT, HIGH_PERFORMANCE and ON_DEMAND_MODE: 0 is no, all else is yes.</summary>
    [FieldOffset(0)]
    public int Enable;

    /// <summary>MAX_DOWNLOAD_SIZE (OQ-25).</summary>
    [FieldOffset(0)]
    public ulong Uint64;

    /// <summary>USE_STORED_CREDENTIALS.</summary>
    [FieldOffset(0)]
    public BG_AUTH_TARGET Target;
}
