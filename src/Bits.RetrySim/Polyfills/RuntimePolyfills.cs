using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Bits.RetrySim;

/// <summary>Other members that came after .NET Framework.</summary>
[Microsoft.CodeAnalysis.Embedded]
internal static class RuntimePolyfills
{
    extension(uint)
    {
        internal static bool IsPow2(uint value) => value != 0 && (value & (value - 1)) == 0;
    }

    extension(BitOperations)
    {
        internal static int TrailingZeroCount(int value)
        {
            int count = 0;
            while (count < sizeof(int) * 8 && (value & (1 << count)) == 0)
            {
                count++;
            }

            return count;
        }
    }

    extension(Array)
    {
        internal static int MaxLength => 0x7FFFFFC7;

        internal static void Clear(Array array) => Array.Clear(array, 0, array.Length);
    }

    extension(Enum)
    {
        internal static string? GetName<T>(T value)
            where T : struct, Enum => Enum.GetName(typeof(T), value);
    }

    extension(ExceptionDispatchInfo)
    {
        internal static void Throw(Exception exception) => ExceptionDispatchInfo.Capture(exception).Throw();
    }

    extension(Marshal)
    {
        internal static int GetLastPInvokeError() => Marshal.GetLastWin32Error();
    }

    extension(Path)
    {
        /// <summary>"C:x" and "\x" are rooted, and still lead elsewhere from each directory.</summary>
        internal static bool IsPathFullyQualified(string path) => !OperatingSystem.IsWindows() ? path.StartsWith("/", StringComparison.Ordinal)
            : path.Length > 1 && IsSeparator(path[0]) ? IsSeparator(path[1]) || path[1] == '?'
            : path.Length > 2 && path[1] == ':' && IsSeparator(path[2]) && path[0] is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');
    }

    internal static bool TryRemove<TKey, TValue>(this ConcurrentDictionary<TKey, TValue> entries, KeyValuePair<TKey, TValue> entry) =>
        ((ICollection<KeyValuePair<TKey, TValue>>)entries).Remove(entry);

    extension(TimeZoneInfo)
    {
        internal static bool TryFindSystemTimeZoneById(string id, [NotNullWhen(true)] out TimeZoneInfo? zone)
        {
            try
            {
                zone = TimeZoneInfo.FindSystemTimeZoneById(id);
            }
            catch (Exception failure) when (failure is TimeZoneNotFoundException or InvalidTimeZoneException)
            {
                zone = null;
            }

            return zone is not null;
        }
    }

    private static bool IsSeparator(char character) => character is '\\' or '/';
}
