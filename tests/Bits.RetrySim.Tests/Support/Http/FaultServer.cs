using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Bits.RetrySim.Tests;

/// <summary>A web server on this machine that serves files with ranges, and fails as it is told to, request by request.</summary>
internal sealed class FaultServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ServedFile> _files = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ServerFault?>> _faults = new();
    private readonly ConcurrentQueue<ServedRequest> _requests = new();
    private readonly Channel<long> _stalled = Channel.CreateUnbounded<long>();
    private readonly WebApplication _app;

    private FaultServer(WebApplication app) => _app = app;

    /// <summary>All requests so far.</summary>
    internal IReadOnlyList<ServedRequest> Requests => [.. _requests];

    /// <summary>Credentials that all requests have to show, as in <c>Basic dXNlcjpwYXNz</c>; null: none.</summary>
    internal string? Demand { get; set; }

    /// <summary>Bodies are sent in pieces of so many bytes.</summary>
    internal int PieceSize { get; set; } = int.MaxValue;

    /// <summary>Called when a piece of a body has been handed on, with the path and its length, by any thread.</summary>
    internal Action<string, int>? Sent { get; set; }

    /// <summary>Called when a request stalls, with its path, by any thread.</summary>
    internal Action<string>? Stalling { get; set; }

    internal Uri Address => new(_app.Urls.Single());

    internal static async Task<FaultServer> StartAsync(X509Certificate2? certificate = null, Action<HttpsConnectionAdapterOptions>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener =>
        {
            if (certificate is not null)
            {
                listener.UseHttps(certificate, configure ?? (static _ => { }));
            }
        }));
        WebApplication app = builder.Build();
        FaultServer server = new(app);
        app.Run(server.ServeAsync);
        await app.StartAsync();
        return server;
    }

    internal string UrlOf(string path) => new Uri(Address, path).AbsoluteUri;

    /// <summary>Serves a file, and does to the requests for it that come first, HEAD and GET counted alike, what is said; null: nothing.</summary>
    internal string Serve(string path, ServedFile file, params ServerFault?[] faults)
    {
        _files[path] = file;
        _faults[path] = new ConcurrentQueue<ServerFault?>(faults);
        return UrlOf(path);
    }

    /// <summary>Waits until a request has come to where it stalls; at which byte of its file, 0 where it does so before it answers.</summary>
    internal Task<long> StalledAsync() => _stalled.Reader.ReadAsync().AsTask().Within();

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        _requests.Enqueue(new ServedRequest(context.Request.Method, path, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        if (Demand is { } demand && context.Request.Headers.Authorization != demand)
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"test\"";
            return;
        }

        if (!_files.TryGetValue(path, out ServedFile? file))
        {
            context.Response.StatusCode = 404;
            return;
        }

        _faults[path].TryDequeue(out ServerFault? fault);
        switch (fault)
        {
            case ServerFault.Status(int code, var name, var value):
                context.Response.StatusCode = code;
                if (name is not null)
                {
                    context.Response.Headers[name] = value;
                }

                return;
            case ServerFault.Redirect(string target, int code):
                context.Response.StatusCode = code;
                context.Response.Headers.Location = target;
                return;
            case ServerFault.Drop(-1):
                context.Abort();
                return;
            case ServerFault.Stall(-1):
                await StallAsync(context, 0);
                return;
            case ServerFault.Replace(ServedFile by):
                _files[path] = file = by;
                break;
        }

        await AnswerAsync(context, file, fault);
    }

    private async Task AnswerAsync(HttpContext context, ServedFile file, ServerFault? fault)
    {
        HttpResponse response = context.Response;
        (long from, long length) = (0, file.Content.Length);
        if (fault is not ServerFault.IgnoreRange && IsConditionMet(context.Request, file) && RangeOf(context.Request, file) is { } range)
        {
            (from, length) = range;
            if (from >= file.Content.Length)
            {
                response.StatusCode = 416;
                response.Headers.ContentRange = $"bytes */{file.Content.Length}";
                return;
            }

            response.StatusCode = 206;
            long shift = fault is ServerFault.WrongRange wrong ? wrong.Shift : 0;
            if (fault is not ServerFault.NoContentRange)
            {
                response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from + shift}-{from + shift + length - 1}/{file.Content.Length}");
            }
        }

        if (file.LastModified is { } modified && fault is not ServerFault.Terse)
        {
            response.Headers.LastModified = modified.ToString("R", CultureInfo.InvariantCulture);
        }

        if (file.Tag is { } tag)
        {
            response.Headers.ETag = tag;
        }

        if (fault is ServerFault.Packed)
        {
            response.Headers.ContentEncoding = "gzip";
        }

        response.ContentType = fault is ServerFault.Multipart ? "multipart/byteranges; boundary=x" : "application/octet-stream";
        response.ContentLength = fault is ServerFault.NoLength ? null : length;
        if (context.Request.Method != "HEAD")
        {
            await SendAsync(context, file.Content.AsMemory((int)from, (int)length), from, fault);
        }
    }

    private async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> body, long from, ServerFault? fault)
    {
        long sent = fault switch
        {
            ServerFault.Drop(long bytes) => Math.Min(bytes, body.Length),
            ServerFault.Stall(long bytes) => Math.Min(bytes, body.Length),
            _ => body.Length,
        };
        int piece = fault is ServerFault.Dribble ? 1 : PieceSize;
        for (int at = 0; at < sent;)
        {
            int length = (int)Math.Min(piece, sent - at);
            await context.Response.Body.WriteAsync(body.Slice(at, length), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            at += length;
            Sent?.Invoke(context.Request.Path.Value!, length);
        }

        // A body that is shorter than was said is the end of the connection, after its last byte.
        if (fault is ServerFault.Stall)
        {
            await context.Response.StartAsync(context.RequestAborted);
            await StallAsync(context, from + sent);
        }
    }

    private async Task StallAsync(HttpContext context, long at)
    {
        TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = context.RequestAborted.Register(gone.SetResult);
        _stalled.Writer.TryWrite(at).Should().BeTrue();
        Stalling?.Invoke(context.Request.Path.Value!);
        await gone.Task;
    }

    private static bool IsConditionMet(HttpRequest request, ServedFile file)
    {
        string? condition = request.Headers.IfRange;
        return string.IsNullOrEmpty(condition) || condition == file.Tag
            || (file.LastModified is { } modified && condition == modified.ToString("R", CultureInfo.InvariantCulture));
    }

    private static (long From, long Length)? RangeOf(HttpRequest request, ServedFile file)
    {
        RangeItemHeaderValue? range = request.GetTypedHeaders().Range?.Ranges.Single();
        return range?.From is not { } from ? null : (from, Math.Min(range.To ?? long.MaxValue, file.Content.Length - 1) - from + 1);
    }
}
