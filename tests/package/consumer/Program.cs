using Bits.RetrySim;
using Bits.RetrySim.Interop;

// A job that is retried every 5 s and gives up after 12 s, against a host that cannot be reached: attempts at 0, 5 and 10 s, ERROR at 12 s.
using var simulation = new BitsSimulation();
BackgroundCopyJob job = simulation.Manager.CreateJob("setup");
job.AddFile("http://unreachable.example/setup.bin", "/downloads/setup.bin");
job.MinimumRetryDelay = TimeSpan.FromSeconds(5);
job.NoProgressTimeout = TimeSpan.FromSeconds(12);
job.Resume();

simulation.Clock.Advance(TimeSpan.FromSeconds(11));
BackgroundCopyJobState before = job.State;
simulation.Clock.Advance(TimeSpan.FromSeconds(1));

// The package for hosts takes its defaults from the library that it was restored with.
TimeSpan timeout = new BackgroundCopyOptions().NoProgressTimeout;

// The same job through COM.
simulation.Manager.ToCom().GetJob(job.Id, out IBackgroundCopyJob seen);
seen.GetErrorCount(out uint errors);

bool asExpected = errors == 3 && timeout == TimeSpan.FromDays(14) && before == BackgroundCopyJobState.TransientError && job is { State: BackgroundCopyJobState.Error, ErrorCount: 3 };
Console.WriteLine($"{AppContext.TargetFrameworkName}: {before} after 11 s, {job.State} after 12 s, ErrorCount {job.ErrorCount}: {(asExpected ? "as expected" : "WRONG")}");
return asExpected ? 0 : 1;
