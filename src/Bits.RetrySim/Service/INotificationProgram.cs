namespace Bits.RetrySim;

/// <summary>A callback in whose place a program is run (CMD-2).</summary>
internal interface INotificationProgram
{
    /// <summary>Its full path; what it is handed may be secret.</summary>
    string Program { get; }
}
