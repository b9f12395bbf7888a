using Bits.RetrySim.Interop;

namespace BitsOnWindows;

/// <summary>What <see cref="WindowsBits.Connect"/> reaches: the service of Windows, or that of Wine, as far as it goes.</summary>
internal static class ServiceChecks
{
    internal static void AJobOfTheServiceComesAndGoes()
    {
        IBackgroundCopyManager manager = WindowsBits.Connect();
        manager.CreateJob("check of WindowsBits", BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out Guid id, out IBackgroundCopyJob job);
        job.AddFile("http://127.0.0.1:9/nothing", Path.Combine(Path.GetTempPath(), "nothing.bin"));
        job.GetState(out BG_JOB_STATE state);
        job.GetDisplayName(out string name);
        job.GetId(out Guid told);

        Require.Equal(BG_JOB_STATE.BG_JOB_STATE_SUSPENDED, state, "the state of a new job");
        Require.Equal("check of WindowsBits", name, "its name");
        Require.Equal(id, told, "its id");
        Require.That(job is IBackgroundCopyJob2 and IBackgroundCopyJob3 and IBackgroundCopyJob4 and IBackgroundCopyJobHttpOptions, "casts ask the service");
        manager.GetJob(in id, out IBackgroundCopyJob found);
        found.GetDisplayName(out name);
        Require.Equal("check of WindowsBits", name, "the name of what GetJob finds");
        Require.That(job.Cancel() >= 0, "Cancel succeeds");
        job.GetState(out state);
        Require.Equal(BG_JOB_STATE.BG_JOB_STATE_CANCELLED, state, "the state afterwards");
    }
}
