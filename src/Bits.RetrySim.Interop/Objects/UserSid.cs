using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bits.RetrySim.Interop;

/// <summary>Security identifiers for users that have names only.</summary>
internal static class UserSid
{
    private const uint Medium = 0x2000;
    private const uint High = 0x3000;
    private const uint System = 0x4000;

    /// <summary>That of a service; a name that is one; else one that is made of name and kind: always the same one, and another one for another user.</summary>
    internal static string Of(BackgroundCopyUser user)
    {
        if (user == BackgroundCopyUser.LocalSystem)
        {
            return "S-1-5-18";
        }

        if (user == BackgroundCopyUser.LocalService)
        {
            return "S-1-5-19";
        }

        if (user == BackgroundCopyUser.NetworkService)
        {
            return "S-1-5-20";
        }

        return user.Name.StartsWith("S-1-", StringComparison.Ordinal) ? user.Name : Make(user);
    }

    internal static uint IntegrityLevelOf(BackgroundCopyUser user, bool isElevated) => user.Kind == BackgroundCopyUserKind.ServiceAccount ? System : isElevated ? High : Medium;

    private static string Make(BackgroundCopyUser user)
    {
        ReadOnlySpan<byte> hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{(int)user.Kind} {user.Name}"));
        uint Part(ReadOnlySpan<byte> bytes, int index) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[(index * sizeof(uint))..]);
        return string.Create(CultureInfo.InvariantCulture, $"S-1-5-21-{Part(hash, 0)}-{Part(hash, 1)}-{Part(hash, 2)}-{1000 + (Part(hash, 3) % 9000)}");
    }
}
