using System;
using System.IO;
using System.Threading.Tasks;
using Bits.RetrySim;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        bool asExpected = ReachesError(arguments[0]) & TellsTheCode() & DownloadsInVirtualTime();
        Console.WriteLine(asExpected ? "as expected" : "WRONG");
        return asExpected ? 0 : 1;
    }

    /// <summary>A job that is retried every 5 s and gives up after 12 s: attempts at 0, 5 and 10 s, ERROR at 12 s. Its picture is drawn.</summary>
    private static bool ReachesError(string picture)
    {
        using (BitsSimulation simulation = new BitsSimulation())
        {
            BackgroundCopyJob job = simulation.Manager.CreateJob("setup");
            job.AddFile("http://unreachable.example/setup.bin", @"C:\downloads\setup.bin");
            job.MinimumRetryDelay = TimeSpan.FromSeconds(5);
            job.NoProgressTimeout = TimeSpan.FromSeconds(12);
            job.Resume();
            simulation.Clock.Advance(TimeSpan.FromSeconds(11));
            BackgroundCopyJobState before = job.State;
            simulation.Clock.Advance(TimeSpan.FromSeconds(1));
            using (StreamWriter svg = File.CreateText(picture))
            {
                simulation.Timeline().WriteSvg(svg);
            }

            Console.WriteLine("setup is in " + job.State + " after " + simulation.Clock.Elapsed + ", with " + job.ErrorCount + " failures");
            return before == BackgroundCopyJobState.TransientError && job.State == BackgroundCopyJobState.Error && job.ErrorCount == 3
                && File.ReadAllText(picture).StartsWith("<svg", StringComparison.Ordinal);
        }
    }

    /// <summary>A setting that BITS refuses, with BITS's code.</summary>
    private static bool TellsTheCode()
    {
        using (BitsSimulation simulation = new BitsSimulation())
        {
            try
            {
                simulation.Manager.CreateJob("setup").MinimumRetryDelay = TimeSpan.FromSeconds(-1);
                return false;
            }
            catch (ArgumentOutOfRangeException refused)
            {
                Console.WriteLine(refused.Message);
                return refused.HResult == unchecked((int)0x80070057);
            }
        }
    }

    /// <summary>Code that waits on the clock, by the methods that Microsoft.Bcl.TimeProvider gives time providers.</summary>
    private static bool DownloadsInVirtualTime()
    {
        using (BitsSimulation simulation = new BitsSimulation())
        {
            simulation.Network.Host("cdn.example").Outage(TimeSpan.Zero, TimeSpan.FromMinutes(55), SimulatedFault.HttpStatus(503)).Resource("/app.zip", 500_000_000);
            BackgroundCopyJob job = simulation.Manager.CreateJob("update");
            job.AddFile("https://cdn.example/app.zip", @"C:\downloads\app.zip");
            job.Resume();
            simulation.Run(async () =>
            {
                while (job.State != BackgroundCopyJobState.Transferred)
                {
                    await simulation.Clock.Delay(TimeSpan.FromMinutes(1)).ConfigureAwait(false);
                }

                job.Complete();
            });
            Console.WriteLine("app.zip is there after " + simulation.Clock.Elapsed + ", with " + job.ErrorCount + " failures");
            return job.State == BackgroundCopyJobState.Acknowledged && job.ErrorCount == 6;
        }
    }
}
