using System.Reflection;

namespace Bits.RetrySim.Tests;

/// <summary>Every row of the table of states and methods, in all states.</summary>
public class MethodTableTests
{
    public static TheoryData<string> Methods => [.. MethodTable.Rows.Select(row => row.Method)];

    [Theory]
    [Trait("Rule", "METHOD-Resume")]
    [Trait("Rule", "METHOD-Suspend")]
    [Trait("Rule", "METHOD-Cancel")]
    [Trait("Rule", "METHOD-Complete")]
    [Trait("Rule", "METHOD-AddFile")]
    [Trait("Rule", "METHOD-AddFileWithRanges")]
    [Trait("Rule", "METHOD-SetRemoteName")]
    [Trait("Rule", "METHOD-CompleteUpload")]
    [Trait("Rule", "METHOD-SetReplyFileName")]
    [Trait("Rule", "METHOD-GetReplyData")]
    [Trait("Rule", "METHOD-Setters")]
    [Trait("Rule", "METHOD-SetConnectionOptions")]
    [Trait("Rule", "METHOD-TimerSetters")]
    [Trait("Rule", "METHOD-SetHttpMethod")]
    [Trait("Rule", "METHOD-SetHighPerformance")]
    [Trait("Rule", "METHOD-SetFileACLFlags")]
    [Trait("Rule", "METHOD-SetServerCertificateValidation")]
    [Trait("Rule", "METHOD-TakeOwnership")]
    [Trait("Rule", "METHOD-SetValidationState")]
    [Trait("Rule", "METHOD-Error")]
    [Trait("Rule", "METHOD-Getters")]
    [Trait("Rule", "STATE-40")]
    [Trait("Rule", "STATE-41")]
    [Trait("Rule", "STATE-42")]
    [Trait("Rule", "LIFE-6")]
    [Trait("Rule", "FILE-20")]
    [Trait("Rule", "MAXT-3")]
    [Trait("Rule", "OQ-7")]
    [Trait("Rule", "OQ-8")]
    [Trait("Rule", "OQ-9")]
    [Trait("Rule", "OQ-11")]
    [Trait("Rule", "OQ-19")]
    [Trait("Rule", "OQ-23")]
    [MemberData(nameof(Methods))]
    public void Method_InEachState(string method)
    {
        MethodRow row = MethodTable.Rows.Single(row => row.Method == method);

        row.Run().Should().Be(row.Outcomes);
    }

    public static TheoryData<string> MethodsOfUploads => [.. MethodTable.OfUploads.Select(row => row.Method)];

    [Theory]
    [Trait("Rule", "METHOD-Setters")]
    [Trait("Rule", "METHOD-SetConnectionOptions")]
    [Trait("Rule", "METHOD-TimerSetters")]
    [Trait("Rule", "METHOD-SetHttpMethod")]
    [Trait("Rule", "UP-1")]
    [MemberData(nameof(MethodsOfUploads))]
    public void Method_OfAnUploadInEachState(string method)
    {
        MethodRow row = MethodTable.OfUploads.Single(row => row.Method == method);

        row.Run().Should().Be(row.Outcomes);
    }

    [Fact]
    [Trait("Rule", "METHOD-Setters")]
    public void Setters_OfTheJob_AreAllWalkedForUploads() =>
        typeof(BackgroundCopyJob).GetProperties().Where(property => property.CanWrite).SelectMany(property => new[] { $"{property.Name}, Upload", $"{property.Name}, UploadReply" })
            .Should().BeSubsetOf(MethodTable.OfUploads.Select(row => row.Method));

    [Fact]
    [Trait("Rule", "METHOD-Setters")]
    public void Rules_OfTheTable_AreThoseThatItsTestNames()
    {
        IEnumerable<string> named = typeof(MethodTableTests).GetMethod(nameof(Method_InEachState))!.CustomAttributes
            .Where(attribute => attribute.AttributeType == typeof(TraitAttribute)).Select(attribute => (string)attribute.ConstructorArguments[1].Value!);

        MethodTable.Rows.Select(row => row.Rule).Distinct().Should().BeEquivalentTo(named.Where(rule => rule.StartsWith("METHOD-", StringComparison.Ordinal)));
        MethodTable.Rows.Select(row => row.Outcomes.Split(' ').Length).Should().OnlyContain(cells => cells == JobStates.TableOrder.Length, "there is a cell for each state");
    }

    [Fact]
    [Trait("Rule", "METHOD-Setters")]
    public void Setters_OfTheJob_AreAllInTheTable() =>
        typeof(BackgroundCopyJob).GetProperties().Where(property => property.CanWrite).Select(property => property.Name).Should().BeSubsetOf(MethodTable.Rows.Select(row => row.Method));

    [Fact]
    [Trait("Rule", "METHOD-Getters")]
    [Trait("Rule", "LIFE-7")]
    public void Getters_InEachState_Answer()
    {
        foreach (BackgroundCopyJobState state in JobStates.TableOrder)
        {
            using Bench bench = new();
            BackgroundCopyJob job = bench.JobIn(state);
            foreach (PropertyInfo property in typeof(BackgroundCopyJob).GetProperties())
            {
                property.Invoking(getter => getter.GetValue(job)).Should().NotThrow("{0} can be read in {1}", property.Name, state);
            }

            job.State.Should().Be(state);
            job.DisplayName.Should().Be("job");
            job.Files.Should().ContainSingle().Which.RemoteName.Should().Be("https://cdn.example/1.bin");
            job.Progress.FilesTotal.Should().Be(1);
            job.Times.CreationTime.Should().Be(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));
            job.CheckSettings().Should().BeEmpty();
        }
    }
}
