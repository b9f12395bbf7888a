using Microsoft.Extensions.Time.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>The limit that background transfers share (POLICY-5).</summary>
public sealed class TokenBucketTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    [Trait("Rule", "POLICY-5")]
    public void Take_UnderALimit_TakesAsLongAsTheBytesDo()
    {
        TokenBucket bucket = new(_time);
        bucket.Set(8_000);

        Task first = bucket.TakeAsync(500, default).AsTask();
        Task second = bucket.TakeAsync(500, default).AsTask();

        _time.Advance(TimeSpan.FromSeconds(0.5));
        (first.IsCompleted, second.IsCompleted).Should().Be((true, false));
        _time.Advance(TimeSpan.FromSeconds(0.5));
        second.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public void Take_WhatWasAskedForBeforeTheLimit_WaitsASecondAtMost()
    {
        TokenBucket bucket = new(_time);
        bucket.PieceOf(1_000_000).Should().Be(1_000_000);
        bucket.Set(2_000);

        Task taken = bucket.TakeAsync(1_000_000, default).AsTask();

        _time.Advance(TimeSpan.FromSeconds(1));
        taken.IsCompleted.Should().BeTrue();
        bucket.PieceOf(1_000_000).Should().Be(62, "a quarter of a second of it");
    }

    [Fact]
    public void Only_OfOneTarget_LeavesTheOthersOut()
    {
        CredentialSet.Credential any = new("user", "secret");
        CredentialSet both = CredentialSet.Empty
            .With(BackgroundCopyAuthTarget.Server, BackgroundCopyAuthScheme.Basic, any).With(BackgroundCopyAuthTarget.Proxy, BackgroundCopyAuthScheme.Basic, any);

        CredentialSet ofProxies = both.Only(BackgroundCopyAuthTarget.Proxy);

        ofProxies.Find(BackgroundCopyAuthTarget.Server, BackgroundCopyAuthScheme.Basic).Should().BeNull();
        ofProxies.Find(BackgroundCopyAuthTarget.Proxy, BackgroundCopyAuthScheme.Basic).Should().BeSameAs(any);
        ofProxies.Only(BackgroundCopyAuthTarget.Proxy).Should().BeSameAs(ofProxies);
    }
}
