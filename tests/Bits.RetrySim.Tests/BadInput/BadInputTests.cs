namespace Bits.RetrySim.Tests;

/// <summary>Bad input to each public method and setter: the right exception, and nothing changed.</summary>
public sealed class BadInputTests
{
    private static readonly Dictionary<string, BadInputRow> Rows = BadInputTable.All.ToDictionary(row => row.ToString(), StringComparer.Ordinal);

    public static TheoryData<string> Cases => [.. Rows.Keys];

    [Theory]
    [Trait("Rule", "STATE-44")]
    [Trait("Rule", "ERR-50")]
    [MemberData(nameof(Cases))]
    public void Call_BadInput_ThrowsAndChangesNothing(string name)
    {
        BadInputRow row = Rows[name];
        using BadInputWorld world = new();
        row.Arrange(world);
        string[] before = world.Snapshot();

        Exception? exception = Record.Exception(() => row.Act(world));

        exception.Should().NotBeNull().And.BeOfType(row.Exception);
        if (row.HResult is { } hresult)
        {
            exception!.HResult.Should().Be(hresult, "it is the code of {0}", exception.Message);
        }

        row.Mentions.Where(mention => !exception!.Message.Contains(mention, StringComparison.Ordinal)).Should().BeEmpty("the message is {0}", exception!.Message);
        if (exception is ArgumentException argument)
        {
            argument.ParamName.Should().Be(row.Mentions[0]);
        }

        Differences(before, world.Snapshot()).Should().BeEmpty("a refused call changes nothing");
        world.GoOn();
        Differences(Untouched(row), world.Snapshot()).Should().BeEmpty("nothing of it shows later");
    }

    private static IEnumerable<string> Differences(string[] before, string[] after) =>
        before.SequenceEqual(after) ? [] : ["before:", .. before.Except(after), "after:", .. after.Except(before)];

    private static string[] Untouched(BadInputRow row)
    {
        using BadInputWorld world = new();
        row.Arrange(world);
        world.GoOn();
        return world.Snapshot();
    }
}
