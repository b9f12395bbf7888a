using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace Bits.RetrySim.Tests;

/// <summary>What telemetry costs nobody, and what listeners of the whole process see of it.</summary>
[Collection(ListenerCollection.Name)]
public sealed class SilenceTests
{
    [Fact]
    public void RetryCycle_NobodyListens_AllocatesNothing() => AllocatedByADayOfRetries().Should().Be(0);

    [Fact]
    public void RetryCycle_SomebodyListened_AllocatesNothingAfterwards()
    {
        using (MeterListener meters = new() { InstrumentPublished = Enable })
        using (ActivityListener activities = new() { ShouldListenTo = _ => true })
        {
            meters.Start();
            ActivitySource.AddActivityListener(activities);
            AllocatedByADayOfRetries().Should().BePositive("measurements have tags");
        }

        AllocatedByADayOfRetries().Should().Be(0);
    }

    [Fact]
    public void Meter_NoFactory_IsOneOfNameAndVersionOfThePackage()
    {
        List<Instrument> published = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter is { Name: "Bits.RetrySim", Scope: null })
            {
                published.Add(instrument);
            }
        };
        using Bench one = new();
        using Bench other = new();

        listener.Start();

        string version = typeof(BackgroundCopyManager).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        published.Should().HaveCount(8);
        published.Select(instrument => instrument.Meter).Distinct().Should().ContainSingle();
        version.Should().StartWith(published[0].Meter.Version);
        published[0].Meter.Version.Should().MatchRegex(@"^\d+\.\d+\.\d+(-[\w.]+)?$");
    }

    [Fact]
    public void Source_Listened_HasNameAndVersionOfThePackage()
    {
        List<ActivitySource> sources = [];
        using ActivityListener listener = new() { ShouldListenTo = source => { sources.Add(source); return false; } };
        using Bench scene = new();

        ActivitySource.AddActivityListener(listener);

        sources.Should().ContainSingle(source => source.Name == "Bits.RetrySim").Which.Version.Should().Be(Telemetry.Version);
    }

    [Fact]
    public void Manager_NobodyHoldsAnyMore_IsNotHeldByItsInstruments()
    {
        WeakReference manager = Forgotten();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        manager.IsAlive.Should().BeFalse();
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference Forgotten()
    {
        Bench scene = new();
        scene.CreateJob();
        return new WeakReference(scene.Manager);
    }

    private static long AllocatedByADayOfRetries()
    {
        using Bench _ = new();
        using BitsSimulation simulation = new(options =>
        {
            options.RecordEvents = false;
            options.DefaultOwner = new BackgroundCopyUser("service", BackgroundCopyUserKind.ServiceAccount);
        });
        simulation.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        job.AddFile("https://cdn.example/a", @"C:\in\a");
        job.Resume();
        job.NoProgressTimeout = TimeSpan.FromDays(999);
        int days = 0;

        long allocated = Allocated.By(() =>
        {
            days++;
            simulation.Clock.Advance(TimeSpan.FromDays(1));
        });

        job.ErrorCount.Should().BeGreaterThanOrEqualTo(144 * days);
        return allocated;
    }

    private static void Enable(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == "Bits.RetrySim")
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }
}
