using System.Runtime.InteropServices.Marshalling;
using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>
/// In the manner of an updater that trusts no callback: it is told of the end, and looks every second as well. Foreground, and a timeout of 0: the first failure is the last, and the caller has
/// other ways. Only where a proxy asks who is there it tries on, with the next of its credentials.
/// </summary>
[GeneratedComClass]
internal sealed partial class CallbackDownloader(IBackgroundCopyManager bits, TimeProvider time, params BG_BASIC_CREDENTIALS[] credentials) : IBackgroundCopyCallback
{
    private const int ProxyAuthenticationRequired = unchecked((int)0x80190197);

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private TaskCompletionSource _told = new();
    private int _rung;

    /// <summary>How often a callback came.</summary>
    internal int Told { get; private set; }

    internal int ErrorCode { get; private set; }

    internal async Task<bool> DownloadAsync(string url, string path)
    {
        bits.CreateJob("update", BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out _, out IBackgroundCopyJob job);
        job.AddFile(url, path);
        job.SetPriority(BG_JOB_PRIORITY.BG_JOB_PRIORITY_FOREGROUND);
        job.SetMinimumRetryDelay(60);
        job.SetNoProgressTimeout(0);
        job.SetNotifyInterface(this);
        job.SetNotifyFlags(BitsConstants.BG_NOTIFY_JOB_TRANSFERRED | BitsConstants.BG_NOTIFY_JOB_ERROR);
        job.Resume();
        while (true)
        {
            await Task.WhenAny(_told.Task, Task.Delay(PollInterval, time));
            _told = new TaskCompletionSource();
            switch (job.State())
            {
                case BG_JOB_STATE.BG_JOB_STATE_TRANSFERRED:
                    return job.Complete() >= 0;

                case BG_JOB_STATE.BG_JOB_STATE_ERROR when (ErrorCode = job.ErrorCode()) == ProxyAuthenticationRequired && _rung < credentials.Length:
                    Climb((IBackgroundCopyJob2)job);
                    break;

                case BG_JOB_STATE.BG_JOB_STATE_ERROR:
                    job.Cancel();
                    return false;

                default:
                    break;
            }
        }
    }

    public int JobTransferred(IBackgroundCopyJob job) => Hear();

    public int JobError(IBackgroundCopyJob job, IBackgroundCopyError error) => Hear();

    public int JobModification(IBackgroundCopyJob job, uint reserved) => 0;

    private int Hear()
    {
        Told++;
        _told.TrySetResult();
        return 0;
    }

    private void Climb(IBackgroundCopyJob2 job)
    {
        job.SetCredentials(new BG_AUTH_CREDENTIALS
        {
            Target = BG_AUTH_TARGET.BG_AUTH_TARGET_PROXY,
            Scheme = BG_AUTH_SCHEME.BG_AUTH_SCHEME_BASIC,
            Credentials = new BG_AUTH_CREDENTIALS_UNION { Basic = credentials[_rung] },
        });
        _rung++;
        job.Resume();
    }
}
