namespace Bits.RetrySim.Tests;

/// <summary>That the table of bad input knows every public method and setter that takes an argument.</summary>
public sealed class BadInputCoverageTests
{
    private static readonly HashSet<string> Tested = BadInputTable.All.Select(row => row.Member).ToHashSet(StringComparer.Ordinal);

    [Fact]
    public void Members_TakingAnArgument_AreTestedOrExempt() =>
        BadInputMembers.All.Where(method => !BadInputExemptions.Covers(method)).Select(BadInputMembers.NameOf).Except(Tested, StringComparer.Ordinal)
            .Should().BeEmpty("each needs a row in the table of bad input, or a reason why every input is good");

    [Fact]
    public void Exemptions_All_AreNeededAndHaveAReason()
    {
        HashSet<string> members = BadInputMembers.All.Select(BadInputMembers.NameOf).ToHashSet(StringComparer.Ordinal);

        BadInputExemptions.Members.Keys.Where(name => !members.Contains(name)).Should().BeEmpty("what is gone needs no exemption");
        BadInputExemptions.Members.Keys.Where(Tested.Contains).Should().BeEmpty("what is tested needs no exemption");
        BadInputExemptions.Types.Keys.Where(type => !BadInputMembers.All.Any(method => method.DeclaringType == type)).Should().BeEmpty();
        BadInputExemptions.Members.Values.Concat(BadInputExemptions.Types.Values).Should().OnlyContain(reason => reason.Length > 0);
    }

    [Fact]
    public void Table_MembersWithArguments_Exist()
    {
        HashSet<string> members = BadInputMembers.All.Select(BadInputMembers.NameOf).ToHashSet(StringComparer.Ordinal);

        Tested.Where(name => !name.EndsWith("()", StringComparison.Ordinal) && !members.Contains(name)).Should().BeEmpty("a row names what it calls");
    }
}
