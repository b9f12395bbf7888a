namespace Bits.RetrySim.Tests;

public sealed class BackgroundCopyUserTests
{
    [Theory]
    [Trait("Rule", "POLICY-20")]
    [Trait("Rule", "NET-5")]
    [InlineData(BackgroundCopyUserKind.Ordinary, false, false)]
    [InlineData(BackgroundCopyUserKind.Administrator, true, false)]
    [InlineData(BackgroundCopyUserKind.ServiceAccount, true, true)]
    public void Constructor_EachKind_DecidesOnLimitsAndLogon(BackgroundCopyUserKind kind, bool exempt, bool alwaysLoggedOn)
    {
        BackgroundCopyUser user = new("someone", kind);

        user.IsExemptFromLimits.Should().Be(exempt);
        user.IsAlwaysLoggedOn.Should().Be(alwaysLoggedOn);
    }

    [Fact]
    public void Constructor_NameOnly_IsOrdinary() =>
        new BackgroundCopyUser("someone").Kind.Should().Be(BackgroundCopyUserKind.Ordinary);

    [Fact]
    [Trait("Rule", "NET-5")]
    public void ServiceAccounts_AllThree_AreDifferentAndAlwaysLoggedOn()
    {
        BackgroundCopyUser[] accounts =
            [BackgroundCopyUser.LocalSystem, BackgroundCopyUser.LocalService, BackgroundCopyUser.NetworkService];

        accounts.Should().OnlyHaveUniqueItems().And.OnlyContain(account => account.IsAlwaysLoggedOn);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void Constructor_NoName_ThrowsInvalidArgument(string? name)
    {
        Action act = () => _ = new BackgroundCopyUser(name!);

        act.Should().Throw<ArgumentException>().WithParameterName("Name").Which.HResult.Should().Be(HResults.E_INVALIDARG);
    }

    [Fact]
    public void With_BadValues_ThrowsAsTheConstructorDoes()
    {
        BackgroundCopyUser user = new("someone");
        Action name = () => _ = user with { Name = "" };
        Action kind = () => _ = user with { Kind = (BackgroundCopyUserKind)3 };

        name.Should().Throw<ArgumentException>().WithParameterName("Name");
        kind.Should().Throw<ArgumentException>().WithParameterName("Kind").Which.HResult.Should().Be(HResults.E_INVALIDARG);
    }

    [Fact]
    public void Equals_SameNameAndKind_IsTheSameUser()
    {
        new BackgroundCopyUser("a").Should().Be(new BackgroundCopyUser("a"));
        new BackgroundCopyUser("a").Should().NotBe(new BackgroundCopyUser("A"));
        new BackgroundCopyUser("a").Should().NotBe(new BackgroundCopyUser("a", BackgroundCopyUserKind.Administrator));
    }
}
