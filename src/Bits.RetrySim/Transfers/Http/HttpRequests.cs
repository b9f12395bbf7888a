using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;

namespace Bits.RetrySim;

/// <summary>Sends the requests of one attempt, and follows redirects as the job's policy says (PROP-30, PROP-31, ERR-37).</summary>
internal sealed class HttpRequests(HttpLine line, Watchdog watchdog)
{
    /// <summary>What is meant for the host that the client has named, and for nobody else.</summary>
    private static readonly string[] Secret = ["Authorization", "Cookie", "Proxy-Authorization"];

    private static readonly ProductInfoHeaderValue Agent = new("Bits.RetrySim", typeof(HttpRequests).Assembly.GetName().Version?.ToString(2));

    /// <summary>Whom the last request was sent to.</summary>
    internal Uri Target { get; private set; } = null!;

    /// <summary>Sends a request, and those to which redirects lead.</summary>
    /// <param name="method">GET, HEAD, or the job's own method.</param>
    /// <param name="name">The remote name.</param>
    /// <param name="settings">What it carries besides.</param>
    /// <param name="range">Which bytes; null: all.</param>
    /// <param name="condition">Only if the file is this one; else the whole of it.</param>
    /// <returns>The last answer, whatever its status.</returns>
    /// <exception cref="TransferException">There is none, or a redirect is not followed.</exception>
    internal async Task<RemoteAnswer> SendAsync(HttpMethod method, string name, TransferSettings settings, RangeHeaderValue? range = null, RangeConditionHeaderValue? condition = null)
    {
        Uri first = new(name);
        Target = first;
        for (int hop = 0; ; hop++)
        {
            HttpResponseMessage response = await SendOnceAsync(method, Target, first, settings, range, condition).ConfigureAwait(false);
            if (!IsRedirect((int)response.StatusCode) || response.Headers.Location is not { } location)
            {
                bool isReported = hop > 0 && (settings.SecurityOptions & BackgroundCopySecurityOptions.RedirectReport) != 0;
                return new RemoteAnswer(response, isReported ? NameOf(Target) : null);
            }

            using (response)
            {
                Uri next = location.IsAbsoluteUri ? location : new Uri(Target, location);
                Check(response, Target, next, settings.SecurityOptions, hop);
                Target = next;
            }
        }
    }

    private static bool IsRedirect(int status) => status is 300 or 301 or 302 or 303 or 307 or 308;

    private void Check(HttpResponseMessage response, Uri from, Uri to, BackgroundCopySecurityOptions options, int hop)
    {
        if ((options & BackgroundCopySecurityOptions.RedirectDisallow) != 0)
        {
            throw new TransferException(HResults.Win32((int)response.StatusCode), answer: TransferAnswer.None with { RemoteName = NameOf(to) });
        }

        bool isWeb = to.Scheme == Uri.UriSchemeHttp || to.Scheme == Uri.UriSchemeHttps;
        bool leavesHttps = from.Scheme == Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttps && (options & BackgroundCopySecurityOptions.RedirectHttpsToHttp) == 0;
        if (!isWeb || leavesHttps || hop == line.Options.MaximumRedirects)
        {
            throw new TransferException(HResults.ERROR_WINHTTP_REDIRECT_FAILED);
        }
    }

    /// <summary>Null, so that the name stays, where the server sends to something that could be none (LIM-3).</summary>
    private static string? NameOf(Uri target) => target.AbsoluteUri.Length <= FileNames.MaximumRemoteNameLength ? target.AbsoluteUri : null;

    [SuppressMessage("Reliability", "CA2000", Justification = "The pool is that of the line, which disposes of it.")]
    private async Task<HttpResponseMessage> SendOnceAsync(
        HttpMethod method, Uri target, Uri first, TransferSettings settings, RangeHeaderValue? range, RangeConditionHeaderValue? condition)
    {
        bool isFirstHost = target.Scheme == first.Scheme && target.Authority == first.Authority;
        using HttpRequestMessage request = new(method, target);
        AddCustomHeaders(request, settings.CustomHeaders, isFirstHost);
        (request.Headers.Range, request.Headers.IfRange) = (range, condition);
        HttpPool connection = line.Connections.For(isFirstHost ? settings : line.Connections.WithoutSecrets(settings));
        watchdog.Wait();
        try
        {
            return await connection.SendAsync(request, watchdog.Token).ConfigureAwait(false);
        }
        finally
        {
            watchdog.Rest();
        }
    }

    private static void AddCustomHeaders(HttpRequestMessage request, string? headers, bool isFirstHost)
    {
        foreach (string[] parts in RequestHeaders.Lines(headers).Select(static line => line.Split(':', 2)))
        {
            (string name, string value) = (parts[0], parts[1].Trim());
            if (!isFirstHost && Secret.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                // One that belongs to a body.
                request.Content ??= new ByteArrayContent([]);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (request.Headers.UserAgent.Count == 0)
        {
            request.Headers.UserAgent.Add(Agent);
        }
    }
}
