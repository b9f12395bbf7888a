namespace Bits.RetrySim.Tests;

/// <summary>The value of a header, the user info and the query of a URL may be credentials: no message about a script shows them.</summary>
public sealed class ScriptSecretTests
{
    private const string Secret = "s3cr3t";

    [Theory]
    [InlineData("""{ "network": { "faults": [ { "httpStatus": 401, "headers": { "Authorization": "Bearer s3cr3t\n" } } ] } }""")]
    [InlineData("""{ "network": { "faults": [ { "httpStatus": 401, "headers": { "Authorization": [ "s3cr3t" ] } } ] } }""")]
    [InlineData("""{ "network": { "faults": [ { "httpStatus": 401, "headers": "Authorization: Bearer s3cr3t" } ] } }""")]
    [InlineData("""{ "network": { "faults": [ { "httpStatus": 401, "headers": { "Authorization: Bearer s3cr3t": "" } } ] } }""")]
    [InlineData("""{ "network": { "faults": [ { "httpStatus": 401, "headers": { "Authorization: s3cr3t": "", "Authorization: s3cr3t": "" } } ] } }""")]
    [InlineData("""{ "network": { "faults": [ { "httpStatus": 401, "headers": { "A": "s3cr3t", "a": "s3cr3t" } } ] } }""")]
    [InlineData("""{ "network": { "faults": [ { "dropAfter": 1, "headers": { "A": "s3cr3t" } } ] } }""")]
    [InlineData("""{ "network": { "faults": "https://ann:s3cr3t@cdn.example/a" } }""")]
    [InlineData("""{ "network": { "hosts": { "ann:s3cr3t@cdn.example": { } } } }""")]
    [InlineData("""{ "network": { "hosts": { "s3cr3t:word%40cdn.example": { } } } }""")]
    [InlineData("""{ "network": { "faults": [ { "httpStatus": 401, "headers": { "Authorization: ann@s3cr3t": "" } } ] } }""")]
    [InlineData("""{ "network": { "hosts": { "cdn.example": { "resources": { "/a?sig=s3cr3t": { "size": -1 } } } } } }""")]
    [InlineData("""{ "jobs": [ { "name": "j", "files": [ { "remote": "ftp://ann:s3cr3t@cdn.example/a?sig=s3cr3t", "local": "C:\\a" } ] } ] }""")]
    [InlineData("""{ "jobs": [ { "name": "j", "files": [ { "remote": "https://cdn.example/a", "local": "https://cdn.example/a?sig=s3cr3t" } ] } ] }""")]
    [InlineData("""{ "jobs": [ { "name": "j", "files": "https://cdn.example/a?sig=s3cr3t" } ] }""")]
    [InlineData("""{ "network": { "faults": [ { "httpStatus": 401, "headers": { "Authorization": Bearer s3cr3t } } ] } }""")]
    public void Parse_WrongScript_ShowsNoSecret(string json)
    {
        SimulationScriptException exception = FluentActions.Invoking(() => SimulationScript.Parse(json)).Should().Throw<SimulationScriptException>().Which;

        exception.ToString().Should().NotContain(Secret);
        (exception.Field + exception.Expected).Should().NotContain(Secret);
    }

    [Fact]
    public void Parse_HeaderNumber_IsNotShown() =>
        FluentActions.Invoking(() => SimulationScript.Parse("""{ "network": { "faults": [ { "httpStatus": 401, "headers": { "X-Pin": 73914628 } } ] } }"""))
            .Should().Throw<SimulationScriptException>().Which.Message.Should().NotContain("73914628").And.Contain("headers[\"X-Pin\"]");

    [Theory]
    [InlineData("Authorization: Bearer s3cr3t")]
    [InlineData("Authorization:s3cr3t")]
    public void WithHeader_ValueInItsName_IsNotShown(string name) =>
        FluentActions.Invoking(() => SimulatedFault.HttpStatus(401).WithHeader(name, "")).Should().Throw<ArgumentException>()
            .Which.ToString().Should().NotContain(Secret).And.Contain("\"Authorization:...\" is not the name of a header");
}
