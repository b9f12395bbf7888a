namespace Bits.RetrySim.Tests;

/// <summary>Scripts whose errors must not show what they hold, nor do anything to a terminal, nor take long.</summary>
public sealed class SimulationScriptHostileTests
{
    private const int Longest = 600;

    [Fact]
    public void Parse_MistypedLiteral_DoesNotShowTheRestOfTheScript()
    {
        string json = "{ \"runFor\": 5,\n\"name\": trve,\n\"jobs\": \"https://ann:secret@h/ \u001b[31m" + new string('\n', 1_000_000) + "\" }";

        SimulationScriptException wrong = Wrong(json);

        wrong.Message.Should().Be("Line 2, column 11, name: expected JSON (what stands there is an invalid JSON literal; Expected the literal 'true').");
        wrong.ToString().Should().NotContain("secret").And.NotContain("\u001b");
        wrong.ToString().Length.Should().BeLessThan(10_000);
    }

    [Theory]
    [InlineData("{ \"a\": 01 }", "Invalid leading zero before '1'")]
    [InlineData("{ \"a\": \"\\x\" }", "'x' is an invalid escapable character")]
    [InlineData("{ \"a\": } }", "'}' is an invalid start of a value")]
    public void Parse_OneWrongCharacter_IsShown(string json, string reason) => Wrong(json).Message.Should().Contain(reason).And.NotContain(". ");

    [Fact]
    public void Parse_FieldNameOfManyMegabytes_IsShownInPartAndCostsLittle()
    {
        string json = $"{{ \"{new string('a', 20_000_000)}\": 1 }}";
        SimulationScriptException wrong = null!;
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        wrong = Wrong(json);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;

        wrong.Message.Length.Should().BeLessThan(Longest);
        wrong.Field.Length.Should().BeLessThan(200);
        bytes.Should().BeLessThan(300_000_000, "the distances to known names would take 48 bytes a letter and name");
    }

    [Theory]
    [InlineData("{ \"network\": { \"hosts\": { \"@\": {} } } }")]
    [InlineData("{ \"network\": { \"hosts\": { \"h\": { \"resources\": { \"/@\": 1 } } } } }")]
    [InlineData("{ \"runFor\": \"@\" }")]
    [InlineData("{ \"runFor\": 1@ }")]
    [InlineData("{ \"start\": \"@\" }")]
    [InlineData("{ \"jobs\": [ { \"name\": \"@\", \"files\": [] } ] }")]
    [InlineData("{ \"jobs\": [ { \"name\": \"x\", \"files\": [ { \"remote\": \"@\", \"local\": \"/f\" } ] } ] }")]
    [InlineData("{ \"jobs\": [ { \"name\": \"x\", \"files\": [ { \"remote\": \"http://h/f\", \"local\": \"@\" } ] } ] }")]
    [InlineData("{ \"environment\": [ { \"at\": 1, \"logOff\": \"@\" } ] }")]
    [InlineData("{ \"environment\": [ { \"at\": 1, \"lockVolume\": \"@\" } ] }")]
    public void Parse_AnyValueThatIsVeryLong_IsShownInPart(string json) =>
        Wrong(json.Replace("@", new string('7', 1_000_000), StringComparison.Ordinal)).Message.Length.Should().BeLessThan(Longest);

    [Theory]
    [InlineData("\\u001b[2J")]
    [InlineData("\\u202e")]
    [InlineData("\\n\\r")]
    public void Parse_NamesWithControlCharacters_AreSpelledOut(string escape)
    {
        string[] scripts =
        [
            $"{{ \"na{escape}me\": 1 }}",
            $"{{ \"network\": {{ \"hosts\": {{ \"{escape}\": {{}} }} }} }}",
            $"{{ \"runFor\": \"{escape}\" }}",
            $"{{ \"environment\": [ {{ \"at\": 1, \"logOff\": \"{escape}\" }} ] }}",
        ];

        foreach (string script in scripts)
        {
            SimulationScriptException wrong = Wrong(script);
            wrong.Message.Should().NotContainAny("\u001b", "\u202e", "\n", "\r");
            wrong.Field.Should().NotContainAny("\u001b", "\u202e", "\n", "\r");
            wrong.Message.Should().Contain(wrong.Expected);
        }
    }

    [Theory]
    [InlineData("{ \"network\": { \"hosts\": { \"h\": { \"resources\": { \"/f?sig=secret\": 1 } } } } }")]
    [InlineData("{ \"network\": { \"hosts\": { \"h\": { \"resources\": { \"f?sig=secret\": { \"size\": 1 } } } } } }")]
    [InlineData("{ \"network\": { \"hosts\": { \"h\": { \"resources\": { \"/f?sig=secret\": { \"size\": 1 }, \"/%66?sig=secret\": { \"size\": 1 } } } } } }")]
    [InlineData("{ \"jobs\": [ { \"name\": \"x\", \"files\": [ { \"remote\": \"ftp://ann:secret%40h/f\", \"local\": \"/f\" } ] } ] }")]
    [InlineData("{ \"runFor\": \"https://ann:secret%2540h/f\" }")]
    public void Parse_Secrets_AreNotShown(string json) => Wrong(json).ToString().Should().NotContain("secret");

    [Theory]
    [InlineData("ann")]
    [InlineData("User")]
    public void Parse_LogOffOfAUserWithoutJobs_IsAnErrorWithItsLine(string user)
    {
        SimulationScriptException wrong = Wrong($"{{\n\"environment\": [\n{{ \"at\": 1,\n\"logOff\": \"{user}\" }} ] }}");

        (wrong.Line, wrong.Column, wrong.Field).Should().Be((4, 11, "environment[0].logOff"));
        wrong.Message.Should().Contain("\"user\"").And.Contain($"\"{user}\"");
    }

    [Theory]
    [InlineData("""{"environment": [{"at": 1, "logOn": "bob"}]}""", "environment[0].logOn")]
    [InlineData("""{"environment": [{"at": 1, "lockVolume": "C:"}, {"at": 2, "unlockVolume": "D:"}]}""", "environment[1].unlockVolume")]
    public void Parse_WhatWouldHaveNoEffect_IsAnError(string json, string field) => Wrong(json).Field.Should().Be(field);

    [Fact]
    public void Parse_ResumeAfterTheEnd_IsAnErrorWithItsLine()
    {
        SimulationScriptException wrong = Wrong(Resume("00:10:01"));

        (wrong.Line, wrong.Field).Should().Be((2, "jobs[0].resumeAt"));
        wrong.Message.Should().Be("Line 2, column 13, jobs[0].resumeAt: expected a time up to \"runFor\", 00:10:00, when the simulation ends, found \"00:10:01\".");
        SimulationScript.Parse(Resume("00:10:00")).Jobs[0].ResumeAt.Should().Be(TimeSpan.FromMinutes(10));
    }

    private static string Resume(string at) =>
        $"{{ \"jobs\": [ {{ \"name\": \"x\", \"files\": [ {{ \"remote\": \"http://h/f\", \"local\": \"/f\" }} ],\n\"resumeAt\": \"{at}\" }} ], \"runFor\": 600 }}";

    private static SimulationScriptException Wrong(string json) =>
        FluentActions.Invoking(() => SimulationScript.Parse(json)).Should().Throw<SimulationScriptException>().Which;
}
