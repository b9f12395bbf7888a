namespace Bits.RetrySim.Tests;

/// <summary>What the reader of recorded runs takes and what it refuses.</summary>
public sealed class FieldTraceReaderTests
{
    private const string Small = """
        {
          "format": "bits-field-trace/1", "id": "small", "source": {"repository": "a/b", "file": "c.evtx", "records": [1, 2]},
          "phenomena": ["retry-delay"], "strength": "weak", "notes": ["a remark"], "observedUntil": 20000,
          "environment": [{"at": 5, "event": "networkChanged", "basis": "inferred: so"}],
          "jobs": [{
            "job": 1, "priority": "normal", "created": 0, "minimumRetryDelay": 10, "noProgressTimeout": 60, "settingsBasis": "so", "size": null,
            "attempts": [
              {"connectFailed": true, "endedAt": 3, "hr": "0x80072EE7", "bytesBefore": 0, "bytesAfter": 0, "follows": "resume"},
              {"began": 10020, "endedAt": 10500, "hr": "0x00000000", "bytesBefore": 0, "bytesAfter": 7, "startSlack": 300}
            ],
            "calls": [{"at": 1, "call": "resume", "basis": "logged"}],
            "states": [{"at": 4, "state": "TransientError", "basis": "inferred"}]
          }]
        }
        """;

    [Fact]
    public void Parse_WholeFormat_IsRead()
    {
        FieldTrace trace = FieldTrace.Parse(Small);

        trace.Jobs[0].Attempts[0].Should().Match<FieldAttempt>(attempt => !attempt.IsTelling && attempt.Code == SpecCodes.NameNotResolved && attempt.Earliest == -147);
        trace.Jobs[0].Attempts[1].Should().Match<FieldAttempt>(attempt => attempt.IsTelling && attempt.Earliest == 9720 && attempt.Latest == 10_030);
        trace.Jobs[0].Size.Should().BeNull();
    }

    [Fact]
    public void Load_File_IsRead()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Small);

            FieldTrace.Load(path).Id.Should().Be("small");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("\"strength\": \"weak\"", "\"strength\": \"weak\", \"colour\": \"red\"")]
    [InlineData("\"strength\": \"weak\"", "\"strength\": \"feeble\"")]
    [InlineData("\"strength\": \"weak\", ", "")]
    [InlineData("bits-field-trace/1", "bits-field-trace/2")]
    [InlineData("\"records\": [1, 2]", "\"records\": [2, 1]")]
    [InlineData("\"phenomena\": [\"retry-delay\"]", "\"phenomena\": []")]
    [InlineData("\"networkChanged\"", "\"networkBack\"")]
    [InlineData("\"networkChanged\"", "\"eclipse\"")]
    [InlineData("\"inferred: so\"", "\"guessed\"")]
    [InlineData("\"job\": 1", "\"job\": 2")]
    [InlineData("\"created\": 0", "\"created\": 9")]
    [InlineData("\"priority\": \"normal\"", "\"priority\": \"Normal\"")]
    [InlineData("\"size\": null", "\"size\": 6")]
    [InlineData("\"size\": null,", "")]
    [InlineData("\"connectFailed\": true, ", "")]
    [InlineData("\"connectFailed\": true", "\"connectFailed\": true, \"began\": 2")]
    [InlineData("0x80072EE7", "0x8072EE7")]
    [InlineData("0x80072EE7", "0x00000000")]
    [InlineData("\"endedAt\": 10500", "\"endedAt\": 10000")]
    [InlineData("\"endedAt\": 3,", "\"endedAt\": 3, \"endedAt\": 4,")]
    [InlineData("\"bytesBefore\": 0, \"bytesAfter\": 7", "\"bytesBefore\": 9, \"bytesAfter\": 7")]
    [InlineData("\"follows\": \"resume\"", "\"follows\": \"hope\"")]
    [InlineData("\"startSlack\": 300", "\"startSlack\": 0")]
    [InlineData("\"call\": \"resume\"", "\"call\": \"suspend\"")]
    [InlineData("\"TransientError\"", "\"Tired\"")]
    [InlineData("\"jobs\": [{", "\"jobs\": [null, {")]
    public void Parse_WhatCannotBe_IsRefused(string right, string wrong)
    {
        Small.Should().Contain(right);

        Action parse = () => FieldTrace.Parse(Small.Replace(right, wrong, StringComparison.Ordinal));

        parse.Should().Throw<FormatException>();
    }

    [Fact]
    public void Names_OfTheAssembly_AreTheIdsOfTheirTraces() =>
        FieldTrace.Names.Should().NotBeEmpty().And.AllSatisfy(name => FieldTrace.Named(name).Id.Should().Be(name));
}
