using System.Diagnostics;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text;

namespace Bits.RetrySim.Tests;

/// <summary>What stands in for newer runtimes does what they do.</summary>
[Collection(ListenerCollection.Name)]
public sealed class PolyfillTests
{
    private const int Many = 100;

    [Fact]
    public void PriorityQueue_OfSeveral_GivesTheLeastFirst()
    {
        PriorityQueue<string, int> queue = new();
        queue.Enqueue("second", 2);
        queue.Enqueue("first", 1);
        queue.Enqueue("second again", 2);

        queue.Dequeue().Should().Be("first");
        queue.Dequeue().Should().Be("second");
        queue.TryPeek(out string left, out int priority).Should().BeTrue();
        (left, priority).Should().Be(("second again", 2));
        queue.Dequeue();
        queue.TryPeek(out _, out _).Should().BeFalse();
    }

    [Fact]
    public void Rune_OfTextWithHalfACharacter_IsTheReplacement() =>
        Rune.In("a\U0001F600\uD83Db").Select(static rune => rune.Value).Should().Equal('a', 0x1F600, 0xFFFD, 'b');

    [Fact]
    public void WeakTable_OfWhatIsStillThere_IsGoneThrough()
    {
        ConditionalWeakTable<string, object> table = [];
        string[] keys = [.. Enumerable.Range(0, 100).Select(static number => new string('x', number + 1))];
        foreach (string key in keys)
        {
            table.GetValue(key, static _ => new object()).Should().BeSameAs(table.GetValue(key, static _ => new object()));
        }

        table.Remove(keys[7]).Should().BeTrue();
        table.Remove(keys[7]).Should().BeFalse();
        table.Select(static entry => entry.Key).Should().BeEquivalentTo(keys.Where((_, at) => at != 7));
    }

    [Fact]
    public void WeakTable_WhoseKeysComeAndGo_KeepsNoMoreThanTwiceAsManyAsThereAre()
    {
        const int Rounds = 50;
        ConditionalWeakTable<object, object> table = [];
        for (int round = 0; round < Rounds; round++)
        {
            AddMany(table);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        // A round may come on top, and mono takes for a reference what looks like one.
        table.Noted.Should().BeLessThan(5 * Many).And.BeLessThan(Rounds * Many / 2);
    }

    [Fact]
    public void WeakTable_WhoseEntriesAreTakenOut_KeepsNothing()
    {
        ConditionalWeakTable<object, object> table = [];
        object[] keys = [.. Enumerable.Range(0, Many).Select(static _ => new object())];
        foreach (object key in keys)
        {
            table.Add(key, key);
        }

        table.Noted.Should().Be(Many);
        keys.Should().OnlyContain(key => table.Remove(key));
        table.Noted.Should().Be(0);

        table.Add(keys[0], "again");
        table.Should().ContainSingle().Which.Value.Should().Be("again");
    }

    /// <summary>What a certificate is approved for: each host is asked by the handler that was made for it.</summary>
    [Fact]
    public async Task Handlers_OfSeveralHosts_AreEachForOne()
    {
        List<(string Made, Answering Handler)> made = [];
        HandlersOfHosts handlers = new(host =>
        {
            Answering handler = new();
            made.Add((host, handler));
            return handler;
        });
        using (HttpMessageInvoker invoker = new(handlers))
        {
            foreach (string url in new[] { "https://one.example/a", "https://two.example/a", "https://ONE.example:8443/b", "https://m\u00fcnchen.example/" })
            {
                using HttpRequestMessage request = new(HttpMethod.Get, url);
                (await invoker.SendAsync(request, CancellationToken.None)).Dispose();
            }
        }

        made.Select(static one => (one.Made, one.Handler.Asked)).Should().Equal(("one.example", 2), ("two.example", 1), ("xn--mnchen-3ya.example", 1));
        made.Should().OnlyContain(static one => one.Handler.IsDisposed);
    }

    [Fact]
    public void Attempt_OfAnApplicationWithTheDefaultsOfTheFramework_HasATraceId()
    {
        List<Activity> stopped = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = static source => source.Name == "Bits.RetrySim",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = stopped.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Fails(404);
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("https://cdn.example/f", @"C:\f");
        job.Resume();
        bits.Clock.Advance(TimeSpan.Zero);

        stopped.Should().ContainSingle().Which.IdFormat.Should().Be(ActivityIdFormat.W3C);
    }

    [Fact]
    public void Exception_OfTheLibrary_HasItsCode()
    {
        using BitsSimulation simulation = new();
        Action call = () => simulation.Manager.CreateJob(null!);

        call.Should().Throw<ArgumentNullException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddMany(ConditionalWeakTable<object, object> table)
    {
        for (int i = 0; i < Many; i++)
        {
            table.Add(new object(), new object());
        }
    }

    private sealed class Answering : HttpMessageHandler
    {
        internal int Asked { get; private set; }

        internal bool IsDisposed { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(new HttpResponseMessage());
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
