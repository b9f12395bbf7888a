using System.Globalization;
using Bits.RetrySim;
using Bits.RetrySim.KillChild;

// STORE DIRECTORY URL FIRST COUNT LIFE: fetches the files of so many jobs, from the first number on, and ends when all of them are completed. The life is told in its requests.
int life = int.Parse(args[5], CultureInfo.InvariantCulture);
using SqliteJobStore file = new(args[0]);
Teller teller = new();
TellingStore store = new(file, teller);
using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions
{
    Transport = new HttpTransport(new HttpTransportOptions { Handler = handler => new LifeHandler(life, handler) }),
    Files = new DiskFiles(),
    Store = store,
    CheckpointInterval = TimeSpan.FromMilliseconds(20),
    Readings = { MinimumRetryDelayFloor = TimeSpan.FromSeconds(1) },
});
Client client = new(manager, teller, args[1], new Uri(args[2]));
await client.RunAsync(int.Parse(args[3], CultureInfo.InvariantCulture), int.Parse(args[4], CultureInfo.InvariantCulture));
