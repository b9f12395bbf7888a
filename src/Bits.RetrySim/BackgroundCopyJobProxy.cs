namespace Bits.RetrySim;

/// <summary>Which proxy a job's requests take: <see cref="BackgroundCopyJob.Proxy"/> (PROP-21).</summary>
/// <threadsafety>Safe from any thread.</threadsafety>
public sealed class BackgroundCopyJobProxy
{
    private const int MaximumListLength = 4_000;

    private readonly ServiceDoor _service;
    private readonly JobRecord _record;

    internal BackgroundCopyJobProxy(ServiceDoor service, JobRecord record)
    {
        _service = service;
        _record = record;
    }

    /// <summary>How the proxy is found.</summary>
    /// <value><see cref="BackgroundCopyProxyUsage.Preconfig"/> by default.</value>
    public BackgroundCopyProxyUsage Usage => Settings.Usage;

    /// <summary>The proxies to take.</summary>
    /// <value>Null unless <see cref="Usage"/> is <see cref="BackgroundCopyProxyUsage.Override"/>.</value>
    public string? List => Settings.List;

    /// <summary>The hosts that are reached without a proxy.</summary>
    /// <value>Null, the default: none.</value>
    public string? BypassList => Settings.BypassList;

    /// <summary>Sets all three; it counts from the next request on.</summary>
    /// <param name="usage">How the proxy is found.</param>
    /// <param name="list">The proxies, separated by spaces; required with Override, null with any other usage. At most 4,000 characters (OQ-27, LIM-12).</param>
    /// <param name="bypassList">Hosts without a proxy; null: none. Only with Override; at most 4,000 characters.</param>
    /// <exception cref="ArgumentException">A list that is required is missing, or one is given with another usage (E_INVALIDARG).</exception>
    /// <exception cref="NotImplementedException">No such usage (E_NOTIMPL).</exception>
    /// <exception cref="BitsException">
    /// A list is too long (BG_E_PROXY_LIST_TOO_LARGE, BG_E_PROXY_BYPASS_LIST_TOO_LARGE), or the job is in a final state (BG_E_INVALID_STATE).
    /// </exception>
    public void Set(BackgroundCopyProxyUsage usage, string? list = null, string? bypassList = null)
    {
        if (!Enum.IsDefined(usage))
        {
            throw Failure.NotImplemented($"{(int)usage} is not a proxy usage; 0 (Preconfig) to 3 (AutoDetect) are.");
        }

        bool overrides = usage == BackgroundCopyProxyUsage.Override;
        if (overrides == string.IsNullOrEmpty(list) || (!overrides && list is not null))
        {
            throw Failure.InvalidArgument(nameof(list), $"A list of proxies is required with {nameof(BackgroundCopyProxyUsage.Override)}, and must be null with any other usage; the usage is {usage}.");
        }

        if (!overrides && bypassList is not null)
        {
            throw Failure.InvalidArgument(nameof(bypassList), $"A bypass list is for {nameof(BackgroundCopyProxyUsage.Override)} only; the usage is {usage}.");
        }

        CheckLength(list, nameof(list), HResults.BG_E_PROXY_LIST_TOO_LARGE);
        CheckLength(bypassList, nameof(bypassList), HResults.BG_E_PROXY_BYPASS_LIST_TOO_LARGE);
        ProxySettings proxy = new(usage, list, bypassList);
        _service.ConnectionCalls.Set(_record, settings => settings.With(proxy), JobCall.SetProxySettings, usage.ToString());
    }

    /// <summary>All three as they were at one moment, whoever sets them meanwhile.</summary>
    /// <param name="usage">How the proxy is found.</param>
    /// <param name="list">The proxies to take; null unless the usage is Override.</param>
    /// <param name="bypassList">The hosts that are reached without a proxy; null: none.</param>
    public void Deconstruct(out BackgroundCopyProxyUsage usage, out string? list, out string? bypassList) => (usage, list, bypassList) = Settings;

    private ProxySettings Settings => _service.Reader.Read(_record, static job => job.Extras.Transfer.Proxy);

    private static void CheckLength(string? list, string argument, int hresult)
    {
        if (list?.Length > MaximumListLength)
        {
            throw Failure.Bits(hresult, $"{argument} has {list.Length} characters; the limit is {MaximumListLength}.");
        }
    }
}
