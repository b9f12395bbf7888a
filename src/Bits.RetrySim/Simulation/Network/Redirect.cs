namespace Bits.RetrySim;

/// <summary>A resource that sends those who ask for it elsewhere, on the way of a request. Guarded by the network's lock.</summary>
/// <param name="host">The host that was asked.</param>
/// <param name="resource">What it was asked for.</param>
/// <param name="isSecure">Whether it was asked over https.</param>
/// <param name="target">Where it sends to.</param>
/// <param name="status">With which status.</param>
internal sealed class Redirect(SimulatedHost host, SimulatedResource resource, bool isSecure, string target, int status)
{
    /// <summary>More than that end in no file.</summary>
    internal const int MaximumHops = 10;

    private long _requestOfHost;
    private long _requestOfResource;
    private RequestEntry? _request;

    internal string Target => target;

    /// <summary>Whether it leads from https to http.</summary>
    internal bool LeavesHttps => isSecure && !target.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    internal void CountRequest(SimulatedTransfer transfer, string asked, long now)
    {
        (_requestOfHost, _requestOfResource) = (host.Rules.CountRequest(), resource.Rules.CountRequest());
        _request = host.NoteRequest_NeedsLock(transfer, asked, now);
    }

    /// <summary>Nothing if the request is sent on; else what holds it here.</summary>
    internal Encounter Meet(long instant, TransferSettings settings)
    {
        Encounter met = MeetRules(instant, settings);
        if (!met.Holds)
        {
            _request?.SendOn(status);
        }
        else if (met.Code != 0)
        {
            _request?.Fail(met.Code, met.Fault?.HeaderText ?? "");
        }

        return met;
    }

    private Encounter MeetRules(long instant, TransferSettings settings)
    {
        if (host.Rules.InForce(instant, _requestOfHost) is { Fault: { IsAnswer: true } ofHost })
        {
            return new Encounter(ofHost.Code, ofHost);
        }

        if (resource.Rules.InForce(instant, _requestOfResource) is { Fault: { IsAnswer: true } ofResource })
        {
            return new Encounter(ofResource.Code, ofResource);
        }

        return Handshake.Pass(host, isSecure, settings);
    }

    /// <summary>0 if the job lets itself be sent on; else the code with which it fails (PROP-30, ERR-37).</summary>
    internal int CheckPolicy(BackgroundCopySecurityOptions options) =>
        (options & BackgroundCopySecurityOptions.RedirectDisallow) != 0 ? HResults.Win32(status)
        : LeavesHttps && (options & BackgroundCopySecurityOptions.RedirectHttpsToHttp) == 0 ? HResults.ERROR_WINHTTP_REDIRECT_FAILED
        : 0;
}
