namespace Bits.RetrySim.Interop;

/// <summary>The class ids of the managers of BITS, by version (section 21.2).</summary>
/// <threadsafety>Safe from any thread.</threadsafety>
public static class BitsClassId
{
    /// <summary>The manager of BITS 1.0.</summary>
    public static Guid BackgroundCopyManager { get; } = new("4991D34B-80A1-4291-83B6-3328366B9097");

    /// <summary>The manager of BITS 1.5.</summary>
    public static Guid BackgroundCopyManager1_5 { get; } = new("F087771F-D74F-4C1A-BB8A-E16ACA9124EA");

    /// <summary>The manager of BITS 2.0.</summary>
    public static Guid BackgroundCopyManager2_0 { get; } = new("6D18AD12-BDE3-4393-B311-099C346E6DF9");

    /// <summary>The manager of BITS 2.5.</summary>
    public static Guid BackgroundCopyManager2_5 { get; } = new("03CA98D6-FF5D-49B8-ABC6-03DD84127020");

    /// <summary>The manager of BITS 3.0.</summary>
    public static Guid BackgroundCopyManager3_0 { get; } = new("659CDEA7-489E-11D9-A9CD-000D56965251");

    /// <summary>The manager of BITS 4.0.</summary>
    public static Guid BackgroundCopyManager4_0 { get; } = new("BB6DF56B-CACE-11DC-9992-0019B93A3A84");

    /// <summary>The manager of BITS 5.0.</summary>
    public static Guid BackgroundCopyManager5_0 { get; } = new("1ECCA34C-E88A-44E3-8D6A-8921BDE9E452");

    /// <summary>The manager of BITS 10.1.</summary>
    public static Guid BackgroundCopyManager10_1 { get; } = new("4BD3E4E1-7BD4-4A2B-9964-496400DE5193");

    /// <summary>The manager of BITS 10.2.</summary>
    public static Guid BackgroundCopyManager10_2 { get; } = new("4575438F-A6C8-4976-B0FE-2F26B80D959E");

    /// <summary>The manager of BITS 10.3.</summary>
    public static Guid BackgroundCopyManager10_3 { get; } = new("5FD42AD5-C04E-4D36-ADC7-E08FF15737AD");

    /// <summary>Those that a version knows.</summary>
    internal static IEnumerable<Guid> UpTo(BitsVersion version) => new[]
    {
        BackgroundCopyManager, BackgroundCopyManager1_5, BackgroundCopyManager2_0, BackgroundCopyManager2_5, BackgroundCopyManager3_0, BackgroundCopyManager4_0,
        BackgroundCopyManager5_0, BackgroundCopyManager10_1, BackgroundCopyManager10_2, BackgroundCopyManager10_3,
    }.Take((int)version + 1);
}
