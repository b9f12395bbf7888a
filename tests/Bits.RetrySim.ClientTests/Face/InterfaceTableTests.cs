using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>Ids, bases, order of slots and numbers of parameters of both sets of interfaces, against what the headers of BITS say (COM-1, section 21.3).</summary>
public sealed class InterfaceTableTests
{
    /// <summary>An interface, its base and id; below it its own methods in the order of their slots, with the number of parameters.</summary>
    internal const string Table =
        """
        IBackgroundCopyManager 5CE34C0D-0DC9-4C1F-897C-DAA1B78CEE7C
            CreateJob 4
            GetJob 2
            EnumJobs 2
            GetErrorDescription 3
        IBackgroundCopyJob 37668D37-507E-4160-9316-26306D150B12
            AddFileSet 2
            AddFile 2
            EnumFiles 1
            Suspend 0
            Resume 0
            Cancel 0
            Complete 0
            GetId 1
            GetType 1
            GetProgress 1
            GetTimes 1
            GetState 1
            GetError 1
            GetOwner 1
            SetDisplayName 1
            GetDisplayName 1
            SetDescription 1
            GetDescription 1
            SetPriority 1
            GetPriority 1
            SetNotifyFlags 1
            GetNotifyFlags 1
            SetNotifyInterface 1
            GetNotifyInterface 1
            SetMinimumRetryDelay 1
            GetMinimumRetryDelay 1
            SetNoProgressTimeout 1
            GetNoProgressTimeout 1
            GetErrorCount 1
            SetProxySettings 3
            GetProxySettings 3
            TakeOwnership 0
        IBackgroundCopyJob2 : IBackgroundCopyJob 54B50739-686F-45EB-9DFF-D6A9A0FAA9AF
            SetNotifyCmdLine 2
            GetNotifyCmdLine 2
            GetReplyProgress 1
            GetReplyData 2
            SetReplyFileName 1
            GetReplyFileName 1
            SetCredentials 1
            RemoveCredentials 2
        IBackgroundCopyJob3 : IBackgroundCopyJob2 443C8934-90FF-48ED-BCDE-26F5C7450042
            ReplaceRemotePrefix 2
            AddFileWithRanges 4
            SetFileACLFlags 1
            GetFileACLFlags 1
        IBackgroundCopyJob4 : IBackgroundCopyJob3 659CDEAE-489E-11D9-A9CD-000D56965251
            SetPeerCachingFlags 1
            GetPeerCachingFlags 1
            GetOwnerIntegrityLevel 1
            GetOwnerElevationState 1
            SetMaximumDownloadTime 1
            GetMaximumDownloadTime 1
        IBackgroundCopyJob5 : IBackgroundCopyJob4 E847030C-BBBA-4657-AF6D-484AA42BF1FE
            SetProperty 2
            GetProperty 2
        IBackgroundCopyFile 01B7BD23-FB88-4A77-8490-5891D3E4653A
            GetRemoteName 1
            GetLocalName 1
            GetProgress 1
        IBackgroundCopyFile2 : IBackgroundCopyFile 83E81B93-0873-474D-8A8C-F2018B1A939C
            GetFileRanges 2
            SetRemoteName 1
        IBackgroundCopyFile3 : IBackgroundCopyFile2 659CDEAA-489E-11D9-A9CD-000D56965251
            GetTemporaryName 1
            SetValidationState 1
            GetValidationState 1
            IsDownloadedFromPeer 1
        IBackgroundCopyFile4 : IBackgroundCopyFile3 EF7E0655-7888-4960-B0E5-730846E03492
            GetPeerDownloadStats 2
        IBackgroundCopyFile5 : IBackgroundCopyFile4 85C1657F-DAFC-40E8-8834-DF18EA25717E
            SetProperty 2
            GetProperty 2
        IBackgroundCopyFile6 : IBackgroundCopyFile5 CF6784F7-D677-49FD-9368-CB47AEE9D1AD
            UpdateDownloadPosition 1
            RequestFileRanges 2
            GetFilledFileRanges 2
        IBackgroundCopyError 19C613A0-FCB8-4F28-81AE-897C3D078F81
            GetError 2
            GetFile 1
            GetErrorDescription 2
            GetErrorContextDescription 2
            GetProtocol 1
        IBackgroundCopyCallback 97EA99C7-0186-4AD4-8DF9-C5B4E0ED6B22
            JobTransferred 1
            JobError 2
            JobModification 2
        IBackgroundCopyCallback2 : IBackgroundCopyCallback 659CDEAC-489E-11D9-A9CD-000D56965251
            FileTransferred 2
        IBackgroundCopyCallback3 : IBackgroundCopyCallback2 98C97BD2-E32B-4AD8-A528-95FD8B16BD42
            FileRangesTransferred 4
        IBackgroundCopyJobHttpOptions F1BD1079-9F01-4BDC-8036-F09B70095066
            SetClientCertificateByID 3
            SetClientCertificateByName 3
            RemoveClientCertificate 0
            GetClientCertificate 4
            SetCustomHeaders 1
            GetCustomHeaders 1
            SetSecurityFlags 1
            GetSecurityFlags 1
        IBackgroundCopyJobHttpOptions2 : IBackgroundCopyJobHttpOptions B591A192-A405-4FC3-8323-4C5C542578FC
            SetHttpMethod 1
            GetHttpMethod 1
        IBackgroundCopyJobHttpOptions3 : IBackgroundCopyJobHttpOptions2 8A9263D3-FD4C-4EDA-9B28-30132A4D4E3C
            SetServerCertificateValidationInterface 1
            MakeCustomHeadersWriteOnly 0
        IBackgroundCopyServerCertificateValidationCallback 4CEC0D02-DEF7-4158-813A-C32A46945FF7
            ValidateServerCertificate 7
        IBitsTokenOptions 9A2584C3-F7D2-457A-9A5E-22B67BFFC7D2
            SetHelperTokenFlags 1
            GetHelperTokenFlags 1
            SetHelperToken 0
            ClearHelperToken 0
            GetHelperTokenSid 1
        IEnumBackgroundCopyJobs 1AF4F612-3B71-466F-8F58-7B6F73AC57AD
            Next 3
            Skip 1
            Reset 0
            Clone 1
            GetCount 1
        IEnumBackgroundCopyFiles CA51E165-C365-424C-8D41-24AAA4FF3C40
            Next 3
            Skip 1
            Reset 0
            Clone 1
            GetCount 1
        """;

    private static readonly string[] CalledByTheService =
        ["IBackgroundCopyCallback", "IBackgroundCopyCallback2", "IBackgroundCopyCallback3", "IBackgroundCopyServerCertificateValidationCallback"];

    private static readonly Type[] All = typeof(IBackgroundCopyManager).Assembly.GetTypes().Where(static type => type.GetCustomAttribute<GeneratedComInterfaceAttribute>() is not null).ToArray();

    public static TheoryData<string> Interfaces => [.. Read().Select(static one => one.Name)];

    [Theory]
    [Trait("Rule", "COM-1")]
    [MemberData(nameof(Interfaces))]
    public void Declaration_IsThatOfTheHeaders(string name)
    {
        Row row = Read().Single(one => one.Name == name);
        Type declared = All.Single(type => type.Name == name);

        declared.IsPublic.Should().BeTrue();
        declared.GUID.Should().Be(row.Id);
        declared.GetInterfaces().Select(static type => type.Name).Should().BeEquivalentTo(BasesOf(row));
        MethodsOf(declared).Should().Equal(row.Methods);
    }

    [Theory]
    [Trait("Rule", "COM-1")]
    [MemberData(nameof(Interfaces))]
    public void Slots_AreThoseOfTheDeclaration(string name)
    {
        Row row = Read().Single(one => one.Name == name);
        Type[] slots = [.. All.Where(type => !type.IsPublic && type.GUID == row.Id)];

        slots.Should().HaveCount(CalledByTheService.Contains(name) ? 0 : 1);
        foreach (Type slot in slots)
        {
            MethodsOf(slot).Should().Equal(row.Methods);
            Guid[] bases = [.. BasesOf(row).Select(static other => Read().Single(one => one.Name == other).Id)];
            slot.GetInterfaces().Select(static type => type.GUID).Should().BeEquivalentTo(bases);
            slot.GetMethods().Should().OnlyContain(static method => method.ReturnType == typeof(int) && (method.GetMethodImplementationFlags() & MethodImplAttributes.PreserveSig) != 0);
        }
    }

    [Fact]
    [Trait("Rule", "COM-1")]
    public void Interfaces_AreNoOthers() =>
        All.Where(static type => type.IsPublic).Select(static type => type.Name).Should().BeEquivalentTo(Read().Select(static one => one.Name));

    /// <summary>Where success has several codes, or failure is part of the answer, the client sees the HRESULT.</summary>
    [Fact]
    [Trait("Rule", "COM-2")]
    public void Declaration_KeepsTheHResultWhereItSaysMoreThanGoodOrBad()
    {
        string[] kept =
        [
            "Cancel", "Complete", "Next", "Skip", "RemoveCredentials", "RemoveClientCertificate", "GetCustomHeaders", "GetFileRanges", "ReplaceRemotePrefix", "GetError",
            "JobTransferred", "JobError", "JobModification", "FileTransferred", "FileRangesTransferred", "ValidateServerCertificate",
        ];

        All.Where(static type => type.IsPublic && type != typeof(IBackgroundCopyError)).SelectMany(OwnMethodsOf)
            .Where(static method => (method.GetMethodImplementationFlags() & MethodImplAttributes.PreserveSig) != 0)
            .Select(static method => method.Name).Distinct().Should().BeEquivalentTo(kept);
    }

    [Fact]
    [Trait("Rule", "COM-1")]
    public void Structures_LieInMemoryAsInC()
    {
        (Type Type, int Size)[] sizes =
        [
            (typeof(BG_JOB_PROGRESS), 24), (typeof(BG_JOB_TIMES), 24), (typeof(BG_FILE_PROGRESS), 24), (typeof(BG_FILE_RANGE), 16), (typeof(BG_JOB_REPLY_PROGRESS), 16),
            (typeof(BITS_JOB_PROPERTY_VALUE), 16), (typeof(BITS_FILE_PROPERTY_VALUE), nint.Size),
        ];

        sizes.Should().OnlyContain(static one => Marshal.SizeOf(one.Type) == one.Size);
    }

    [Fact]
    [Trait("Rule", "COM-4")]
    public void ClassIds_AreTenDifferentOnes() =>
        typeof(BitsClassId).GetProperties().Select(static property => (Guid)property.GetValue(null)!).Distinct().Should().HaveCount(10);

    private static IEnumerable<string> BasesOf(Row row) => row.Base is null ? [] : [row.Base, .. BasesOf(Read().Single(one => one.Name == row.Base))];

    private static IEnumerable<string> MethodsOf(Type type) => OwnMethodsOf(type).Select(static method => $"{method.Name} {method.GetParameters().Length}");

    /// <summary>Without what the generator repeats of the bases.</summary>
    private static IEnumerable<MethodInfo> OwnMethodsOf(Type type) => type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance)
        .Where(method => !type.GetInterfaces().Any(other => other.GetMethod(method.Name) is not null)).OrderBy(static method => method.MetadataToken);

    private static List<Row> Read()
    {
        List<Row> rows = [];
        foreach (string line in Table.Split('\n'))
        {
            if (line.StartsWith(' '))
            {
                rows[^1].Methods.Add(line.Trim());
                continue;
            }

            string[] words = line.Trim().Split(' ');
            rows.Add(new Row(words[0], words.Length == 4 ? words[2] : null, Guid.Parse(words[^1]), []));
        }

        return rows;
    }

    private sealed record Row(string Name, string? Base, Guid Id, List<string> Methods);
}
