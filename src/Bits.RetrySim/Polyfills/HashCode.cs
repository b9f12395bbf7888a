namespace System;

/// <summary>One hash code of several.</summary>
internal struct HashCode
{
    private const int Factor = 31;

    private int _code;

    internal static int Combine<T1, T2, T3>(T1 first, T2 second, T3 third)
    {
        HashCode code = default;
        code.Add(first);
        code.Add(second);
        code.Add(third);
        return code.ToHashCode();
    }

    internal void Add<T>(T value) => _code = unchecked((_code * Factor) + (value?.GetHashCode() ?? 0));

    internal readonly int ToHashCode() => _code;
}
