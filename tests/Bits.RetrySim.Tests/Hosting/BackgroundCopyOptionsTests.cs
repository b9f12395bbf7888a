using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bits.RetrySim.Tests;

/// <summary>Options from configuration and code, and what is refused of them when the host starts.</summary>
public sealed class BackgroundCopyOptionsTests
{
    public static TheoryData<string, string, string> Limits => new()
    {
        { "MinimumRetryDelay", "49711.00:00:00", "49710.06:28:15" },
        { "NoProgressTimeout", "-00:00:01", "49710.06:28:15" },
        { "CheckpointInterval", "PT0S", "00:00:00.0010000" },
        { "MaximumBackgroundTransfers", "0", "between 1 and 100" },
        { "JobInactivityTimeout", "PT1S", "1.00:00:00" },
        { "MaxDownloadTime", "PT0S", "00:00:01" },
        { "MaxJobsPerMachine", "0", "1 or more" },
        { "MaxJobsPerUser", "301", "must not exceed MaxJobsPerMachine, which is 300" },
        { "MaxFilesPerJob", "-1", "1 or more" },
        { "MaxRangesPerFile", "0", "1 or more" },
        { "MaxKilobitsPerSecond", "-1", "0 or more" },
        { "ConnectTimeout", "PT0S", "1 to 2147483647 ms" },
        { "ReceiveTimeout", "P30D", "1 to 2147483647 ms" },
        { "MaximumRedirects", "51", "0 to 50" },
    };

    [Theory]
    [InlineData("PT10M", "00:10:00")]
    [InlineData("P14D", "14.00:00:00")]
    [InlineData("P2W", "14.00:00:00")]
    [InlineData("P1DT2H3M4.5S", "1.02:03:04.5000000")]
    [InlineData("00:10:00", "00:10:00")]
    [InlineData("14.00:00:00", "14.00:00:00")]
    public void Duration_IsoOrTimeSpanText_IsRead(string text, string expected) => Options(("NoProgressTimeout", text)).NoProgressTimeout.ToString("c").Should().Be(expected);

    [Theory]
    [InlineData("MinimumRetryDelay", "600")]
    [InlineData("MinimumRetryDelay", "soon")]
    [InlineData("MinimumRetryDelay", "P1M")]
    [InlineData("MinimumRetryDelay", "P1Y")]
    [InlineData("MinimumRetryDelay", "P")]
    [InlineData("MinimumRetryDelay", "P1DT")]
    [InlineData("MinimumRetryDelay", "-PT1S")]
    [InlineData("MinimumRetryDelay", "24:00:00")]
    [InlineData("MinimumRetryDelay", "P99999999999D")]
    [InlineData("MinimumRetryDelay", "P9999999999999999999999999999999D")]
    [InlineData("MaxJobsPerUser", "many")]
    [InlineData("MaxJobsPerUser", "1.5")]
    [InlineData("MaxJobsPerUser", "2147483648")]
    [InlineData("MaxKilobitsPerSecond", "1,000")]
    [InlineData("FollowNetwork", "yes")]
    [InlineData("Durability", "1")]
    [InlineData("Durability", "Forever")]
    public async Task Start_TextThatCannotBeRead_NamesKeyAndText(string key, string text)
    {
        using HostScene scene = new(settings: ($"BackgroundCopy:{key}", text));

        (await scene.Awaiting(host => host.StartAsync()).Should().ThrowAsync<OptionsValidationException>())
            .Which.Failures.Should().ContainSingle().Which.Should().StartWith($"BackgroundCopy:{key} is '{text}'; ").And.EndWith("(E_INVALIDARG 0x80070057).");
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Start_ValueBeyondALimit_NamesKeyTextAndLimit(string key, string text, string limit)
    {
        using HostScene scene = new(settings: ($"BackgroundCopy:{key}", text));

        (await scene.Awaiting(host => host.StartAsync()).Should().ThrowAsync<OptionsValidationException>())
            .Which.Failures.Should().ContainSingle().Which.Should().Contain($"BackgroundCopy:{key} is '{text}'").And.Contain(limit).And.EndWith("(E_INVALIDARG 0x80070057)");
    }

    [Fact]
    public async Task Start_SeveralMistakes_TellsAllOfThem()
    {
        using HostScene scene = new(settings: [("BackgroundCopy:MaxFilesPerJob", "0"), ("BackgroundCopy:ConnectTimeout", "1"), ("BackgroundCopy:NoProgresTimeout", "secret")]);

        OptionsValidationException failure = (await scene.Awaiting(host => host.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).Which;

        failure.Failures.Should().HaveCount(3);
        failure.Message.Should().ContainAll("There is no setting for BackgroundCopy:NoProgresTimeout;", "BackgroundCopy:ConnectTimeout is '1'", "BackgroundCopy:MaxFilesPerJob is '0'");
        failure.Message.Should().NotContain("secret", "what a key that nobody knows holds is nobody's business");
    }

    [Theory]
    [InlineData("BackgroundCopy:ConnectTimeout", "", "BackgroundCopy:ConnectTimeout is not a single value")]
    [InlineData("BackgroundCopy:ConnectTimeout:Seconds", "5", "BackgroundCopy:ConnectTimeout is not a single value")]
    [InlineData("BackgroundCopy", "on", "BackgroundCopy has a value of its own")]
    public async Task Start_KeyOfAnotherShape_IsRefused(string key, string text, string problem)
    {
        using HostScene scene = new(settings: (key, text));

        (await scene.Awaiting(host => host.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).WithMessage($"{problem}*");
    }

    [Fact]
    public async Task Start_ValueOfCodeBeyondALimit_NamesPropertyAndValue()
    {
        using HostScene scene = new(
            services => services.Configure<BackgroundCopyOptions>(options => options.MaximumRedirects = 99), settings: ("BackgroundCopy:MaxFilesPerJob", "5"));

        (await scene.Awaiting(host => host.StartAsync()).Should().ThrowAsync<OptionsValidationException>())
            .Which.Failures.Should().ContainSingle().Which.Should().StartWith("MaximumRedirects is 99: ");
    }

    [Fact]
    public void Options_CodeAfterConfiguration_Wins()
    {
        ServiceCollection services = new();
        services.AddBackgroundCopy(Section(("MaxFilesPerJob", "0"), ("maxjobsperuser", "7")));
        services.AddBackgroundCopy(options => options.MaxFilesPerJob = 5);
        using ServiceProvider provider = services.BuildServiceProvider();

        BackgroundCopyOptions options = provider.GetRequiredService<IOptions<BackgroundCopyOptions>>().Value;

        options.MaxFilesPerJob.Should().Be(5);
        options.MaxJobsPerUser.Should().Be(7);
    }

    [Fact]
    public void Options_NoConfiguration_AreThoseOfTheLibrary()
    {
        BackgroundCopyOptions options = Options();

        options.Should().BeEquivalentTo(new BackgroundCopyOptions());
        options.MinimumRetryDelay.Should().Be(TimeSpan.FromMinutes(10));
        options.NoProgressTimeout.Should().Be(TimeSpan.FromDays(14));
        options.ConnectTimeout.Should().Be(new HttpTransportOptions().ConnectTimeout);
        options.MaxJobsPerUser.Should().Be(new GroupPolicy().MaxJobsPerUser);
        options.FollowNetwork.Should().BeTrue();
    }

    [Fact]
    public void Settings_All_ReachManagerAndTransport()
    {
        BackgroundCopyManagerOptions? made = null;
        HttpTransportOptions? http = null;
        using HostScene scene = new(
            configure: service => service.ConfigureManager((_, options) => made = options).ConfigureTransport((_, options) => http = options),
            settings:
            [
                ("BackgroundCopy:MinimumRetryDelay", "PT1M"), ("BackgroundCopy:NoProgressTimeout", "P1D"), ("BackgroundCopy:CheckpointInterval", "PT5S"), ("BackgroundCopy:MaximumBackgroundTransfers", "3"),
                ("BackgroundCopy:JobInactivityTimeout", "P30D"), ("BackgroundCopy:MaxDownloadTime", "P2D"), ("BackgroundCopy:MaxJobsPerMachine", "9"),
                ("BackgroundCopy:MaxJobsPerUser", "8"), ("BackgroundCopy:MaxFilesPerJob", "7"), ("BackgroundCopy:MaxRangesPerFile", "6"),
                ("BackgroundCopy:MaxKilobitsPerSecond", "500"), ("BackgroundCopy:ConnectTimeout", "PT2S"), ("BackgroundCopy:ReceiveTimeout", "PT3S"),
                ("BackgroundCopy:MaximumRedirects", "4"), ("BackgroundCopy:Durability", "power"),
            ]);

        BackgroundCopyJob job = scene.Manager.CreateJob("a");

        job.MinimumRetryDelay.Should().Be(TimeSpan.FromMinutes(1));
        job.NoProgressTimeout.Should().Be(TimeSpan.FromDays(1));
        made!.CheckpointInterval.Should().Be(TimeSpan.FromSeconds(5));
        made.MaximumBackgroundTransfers.Should().Be(3);
        scene.Manager.Policy.Should().Be(new GroupPolicy
        {
            JobInactivityTimeout = TimeSpan.FromDays(30),
            MaxDownloadTime = TimeSpan.FromDays(2),
            MaxJobsPerMachine = 9,
            MaxJobsPerUser = 8,
            MaxFilesPerJob = 7,
            MaxRangesPerFile = 6,
            MaxInternetBandwidth = new BandwidthLimit(0, 0, 500),
        });
        http!.ConnectTimeout.Should().Be(TimeSpan.FromSeconds(2));
        http.ReceiveTimeout.Should().Be(TimeSpan.FromSeconds(3));
        http.MaximumRedirects.Should().Be(4);
        http.Durability.Should().Be(TransferDurability.Power);
    }

    [Fact]
    public void Settings_All_AreThePropertiesOfTheOptions()
    {
        Action act = () => Options(("x", "1"));

        act.Should().Throw<OptionsValidationException>()
            .Which.Message.Should().Contain($"the settings are {string.Join(", ", typeof(BackgroundCopyOptions).GetProperties().Select(property => property.Name))} (");
    }

    private static BackgroundCopyOptions Options(params (string Key, string Value)[] settings)
    {
        ServiceCollection services = new();
        services.AddBackgroundCopy(Section(settings));
        using ServiceProvider provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<BackgroundCopyOptions>>().Value;
    }

    private static IConfiguration Section(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>($"s:{setting.Key}", setting.Value))).Build().GetSection("s");
}
