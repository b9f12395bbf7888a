namespace Bits.RetrySim.Tests;

/// <summary>One call with bad input, and how it has to be refused.</summary>
/// <param name="Member">What is called, as <see cref="BadInputMembers"/> writes it.</param>
/// <param name="Case">What is wrong with it.</param>
/// <param name="Act">The call.</param>
/// <param name="Exception">The exact type of the exception.</param>
/// <param name="HResult">Its code; null where the exception is none of D-30.</param>
/// <param name="Mentions">What its message has to name: the argument, and the limit if there is one.</param>
internal sealed record BadInputRow(
    string Member, string Case, Action<BadInputWorld> Act, Type Exception, int? HResult, IReadOnlyList<string> Mentions)
{
    /// <summary>What comes before the call and is no part of what it may not change.</summary>
    internal Action<BadInputWorld> Arrange { get; init; } = static _ => { };

    public override string ToString() => $"{Member}: {Case}";

    /// <summary>A required argument is null.</summary>
    internal static BadInputRow Null(string member, string argument, Action<BadInputWorld> act) =>
        new(member, $"{argument} null", act, typeof(ArgumentNullException), HResults.E_INVALIDARG, [argument]);

    /// <summary>An argument that cannot be used.</summary>
    internal static BadInputRow Invalid(string member, string @case, Action<BadInputWorld> act, params string[] mentions) =>
        new(member, @case, act, typeof(ArgumentException), HResults.E_INVALIDARG, mentions);

    /// <summary>An argument out of its range.</summary>
    internal static BadInputRow Range(string member, string @case, Action<BadInputWorld> act, params string[] mentions) =>
        new(member, @case, act, typeof(ArgumentOutOfRangeException), HResults.E_INVALIDARG, mentions);

    /// <summary>Something that is not defined or not emulated.</summary>
    internal static BadInputRow NotImplemented(string member, string @case, Action<BadInputWorld> act, params string[] mentions) =>
        new(member, @case, act, typeof(NotImplementedException), HResults.E_NOTIMPL, mentions);

    /// <summary>A code of BITS.</summary>
    internal static BadInputRow Coded(string member, string @case, int hresult, Action<BadInputWorld> act, params string[] mentions) =>
        new(member, @case, act, typeof(BitsException), hresult, mentions);

    /// <summary>A call that does not fit what was called before.</summary>
    internal static BadInputRow Operation(string member, string @case, Action<BadInputWorld> act, params string[] mentions) =>
        new(member, @case, act, typeof(InvalidOperationException), null, mentions);
}
