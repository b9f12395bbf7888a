using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bits.RetrySim.Tests;

/// <summary>A server of one file, whose first bodies it cuts off where it is told to; below 0: there it falls silent, and serves nobody any more.</summary>
internal sealed class RangeServer : IDisposable
{
    [SuppressMessage("Usage", "CA2213", Justification = "Stopping closes it; on .NET Framework it cannot be disposed of.")]
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Queue<int> _cuts;
    private readonly byte[] _file;
    private readonly int _status;
    private readonly List<string> _requests = [];
    [SuppressMessage("Usage", "CA2213", Justification = "The thread may still wait for it.")]
    private readonly ManualResetEventSlim _isOver = new();

    internal RangeServer(byte[] file, int status = 200, params int[] cuts)
    {
        (_file, _status, _cuts) = (file, status, new Queue<int>(cuts));
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    internal string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/file.bin";

    /// <summary>Method and range of each request.</summary>
    internal string[] Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public void Dispose()
    {
        _listener.Stop();
        _isOver.Set();
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                using TcpClient client = _listener.AcceptTcpClient();
                try
                {
                    Answer(client.GetStream());
                }
                catch (IOException)
                {
                    // The client has gone.
                }
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // That is how it ends.
        }
    }

    private void Answer(NetworkStream stream)
    {
        using StreamReader reader = new(stream, Encoding.ASCII, false, 1024, leaveOpen: true);
        if (reader.ReadLine() is not { } request)
        {
            // Connected, and gone without a word.
            return;
        }

        string method = request.Split(' ')[0];
        string? range = null;
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            range = line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase) ? line["Range: bytes=".Length..] : range;
        }

        lock (_requests)
        {
            _requests.Add(range is null ? method : $"{method} {range}");
        }

        int from = range is null ? 0 : int.Parse(range.Split('-')[0], System.Globalization.CultureInfo.InvariantCulture);
        int length = _status == 200 ? _file.Length - from : 0;
        string head = $"HTTP/1.1 {(_status != 200 ? _status : range is null ? 200 : 206)} X\r\nContent-Length: {length}\r\nLast-Modified: Wed, 01 Jan 2020 00:00:00 GMT\r\nConnection: close\r\n"
            + (range is null ? "" : $"Content-Range: bytes {from}-{_file.Length - 1}/{_file.Length}\r\n") + "\r\n";
        byte[] bytes = Encoding.ASCII.GetBytes(head);
        stream.Write(bytes, 0, bytes.Length);
        if (method == "GET" && length > 0)
        {
            int cut = _cuts.Count > 0 ? _cuts.Dequeue() : length;
            stream.Write(_file, from, Math.Abs(cut));
            if (cut < 0)
            {
                _isOver.Wait();
            }
        }
    }
}
