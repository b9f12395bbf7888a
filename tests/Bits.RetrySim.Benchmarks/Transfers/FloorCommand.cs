using System.Net.Sockets;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Bits.RetrySim.Benchmarks;

/// <summary>The least that a download costs in this runtime: a socket, a buffer and a file, without HTTP to speak of.</summary>
internal static class FloorCommand
{
    private const int BufferSize = 1024 * 1024;

    internal static void Run(string address, string path, bool preallocates)
    {
        Uri uri = new(address);
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(uri.Host, uri.Port);
        socket.Send(Encoding.ASCII.GetBytes($"GET {uri.AbsolutePath} HTTP/1.1\r\nHost: {uri.Authority}\r\nConnection: close\r\n\r\n"));
        byte[] buffer = new byte[BufferSize];
        int head = ReadHead(socket, buffer, out int here);
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, preallocationSize: preallocates ? LengthIn(buffer.AsSpan(0, head)) : 0);
        long offset = 0;
        int from = head;
        do
        {
            int filled = Fill(socket, buffer, here);
            RandomAccess.Write(file, buffer.AsSpan(from, filled - from), offset);
            offset += filled - from;
            from = here = 0;
            if (filled < buffer.Length)
            {
                return;
            }
        }
        while (true);
    }

    private static long LengthIn(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> rest = head[(head.IndexOf("Content-Length: "u8) + "Content-Length: ".Length)..];
        return long.Parse(rest[..rest.IndexOf((byte)'\r')], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Where the body begins, and how many bytes have come.</summary>
    private static int ReadHead(Socket socket, byte[] buffer, out int here)
    {
        here = 0;
        int end;
        while ((end = buffer.AsSpan(0, here).IndexOf("\r\n\r\n"u8)) < 0)
        {
            int read = socket.Receive(buffer.AsSpan(here));
            here += read > 0 ? read : throw new IOException("The server has closed the connection.");
        }

        return end + 4;
    }

    private static int Fill(Socket socket, byte[] buffer, int here)
    {
        int read = 1;
        while (here < buffer.Length && read > 0)
        {
            read = socket.Receive(buffer.AsSpan(here));
            here += read;
        }

        return here;
    }
}
