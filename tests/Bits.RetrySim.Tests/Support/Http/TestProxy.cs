using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bits.RetrySim.Tests;

/// <summary>A proxy on this machine that wants credentials; it sends on plain requests, and makes tunnels.</summary>
internal sealed class TestProxy : IDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _refused = new();
    private readonly ConcurrentQueue<string> _passed = new();

    internal TestProxy(IPAddress address)
    {
        _listener = new TcpListener(address, 0);
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>As it is named in settings: an address of IPv6 stands in brackets.</summary>
    internal string Name => ((IPEndPoint)_listener.LocalEndpoint).ToString();

    /// <summary>What requests have to show, as in <c>Basic dXNlcjpwYXNz</c>; null: nothing.</summary>
    internal string? Demand { get; set; }

    /// <summary>The methods of requests that were answered with 407.</summary>
    internal IReadOnlyList<string> Refused => [.. _refused];

    /// <summary>The methods of requests that were sent on.</summary>
    internal IReadOnlyList<string> Passed => [.. _passed];

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        CancellationToken end = _end.Token;
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(end), end);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException && end.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken end)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                string head = await ReadHeadAsync(stream, end);
                string[] request = head.Split(' ', 3);
                if (Demand is { } demand && !head.Contains($"Proxy-Authorization: {demand}\r\n", StringComparison.Ordinal))
                {
                    _refused.Enqueue(request[0]);
                    await SayAsync(stream, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", end);
                    return;
                }

                _passed.Enqueue(request[0]);
                Uri target = new(request[0] == "CONNECT" ? $"http://{request[1]}" : request[1]);
                using TcpClient server = new();
                await server.ConnectAsync(IPAddress.Loopback, target.Port, end);
                if (request[0] == "CONNECT")
                {
                    await SayAsync(stream, "HTTP/1.1 200 Connection Established\r\n\r\n", end);
                }
                else
                {
                    // What is meant for it stays with it.
                    IEnumerable<string> lines = request[2].TrimEnd().Split("\r\n").Where(static line => !line.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase));
                    await SayAsync(server.GetStream(), $"{request[0]} {target.PathAndQuery} {string.Join("\r\n", lines)}\r\nConnection: close\r\n\r\n", end);
                }

                await Task.WhenAny(stream.CopyToAsync(server.GetStream(), end), server.GetStream().CopyToAsync(stream, end));
            }
            catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Either end has gone.
            }
        }
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream, CancellationToken end)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, end) > 0)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private static ValueTask SayAsync(NetworkStream stream, string text, CancellationToken end) => stream.WriteAsync(Encoding.Latin1.GetBytes(text), end);
}
