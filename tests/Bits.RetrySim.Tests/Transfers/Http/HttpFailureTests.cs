using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>What the HTTP stack may throw, and no server of a test brings it to: each has its code (ERR-12, ERR-26 to ERR-28).</summary>
public sealed class HttpFailureTests : HttpScene
{
    private static readonly Dictionary<string, (Exception Thrown, int Code)> Failures = new()
    {
        ["no name"] = (Request(HttpRequestError.NameResolutionError), HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED),
        ["no connection"] = (Request(HttpRequestError.ConnectionError), HResults.ERROR_WINHTTP_CANNOT_CONNECT),
        ["no tunnel"] = (Request(HttpRequestError.ProxyTunnelError), HResults.ERROR_WINHTTP_CANNOT_CONNECT),
        ["no tunnel, but an answer"] = (Request(HttpRequestError.ProxyTunnelError, status: HttpStatusCode.Forbidden), HResults.HttpStatus(403)),
        ["no TLS"] = (Request(HttpRequestError.SecureConnectionError), HResults.ERROR_WINHTTP_SECURE_FAILURE),
        ["TLS refused"] = (new AuthenticationException("alert"), HResults.ERROR_WINHTTP_SECURE_FAILURE),
        ["ended"] = (Request(HttpRequestError.ResponseEnded), HResults.ERROR_WINHTTP_CONNECTION_ERROR),
        ["ended in the body"] = (new HttpIOException(HttpRequestError.ResponseEnded), HResults.ERROR_WINHTTP_CONNECTION_ERROR),
        ["no answer of HTTP"] = (Request(HttpRequestError.InvalidResponse), HResults.ERROR_WINHTTP_INVALID_SERVER_RESPONSE),
        ["another protocol"] = (Request(HttpRequestError.HttpProtocolError), HResults.ERROR_WINHTTP_INVALID_SERVER_RESPONSE),
        ["another version"] = (Request(HttpRequestError.VersionNegotiationError), HResults.ERROR_WINHTTP_INVALID_SERVER_RESPONSE),
        ["too many headers"] = (Request(HttpRequestError.ConfigurationLimitExceeded), HResults.ERROR_WINHTTP_HEADER_SIZE_OVERFLOW),
        ["no login"] = (Request(HttpRequestError.UserAuthenticationError), HResults.ERROR_WINHTTP_LOGIN_FAILURE),
        ["unknown"] = (Request(HttpRequestError.Unknown), HResults.ERROR_WINHTTP_CONNECTION_ERROR),
        ["unknown in the body"] = (new HttpIOException(HttpRequestError.Unknown), HResults.ERROR_WINHTTP_CONNECTION_ERROR),
        ["broken stream"] = (new IOException("broken"), HResults.ERROR_WINHTTP_CONNECTION_ERROR),
        ["host not found"] = (Socket(SocketError.HostNotFound, HttpRequestError.NameResolutionError), HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED),
        ["name without address"] = (Socket(SocketError.NoData, HttpRequestError.NameResolutionError), HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED),
        ["name server busy"] = (Socket(SocketError.TryAgain, HttpRequestError.NameResolutionError), HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED),
        ["name server broken"] = (Socket(SocketError.NoRecovery, HttpRequestError.NameResolutionError), HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED),
        ["no route"] = (Socket(SocketError.NetworkUnreachable, HttpRequestError.ConnectionError), HResults.ERROR_NETWORK_UNREACHABLE),
        ["no route to the host"] = (Socket(SocketError.HostUnreachable, HttpRequestError.ConnectionError), HResults.ERROR_NETWORK_UNREACHABLE),
        ["network down"] = (Socket(SocketError.NetworkDown, HttpRequestError.ConnectionError), HResults.ERROR_NETWORK_UNREACHABLE),
        ["refused"] = (Socket(SocketError.ConnectionRefused, HttpRequestError.ConnectionError), HResults.ERROR_WINHTTP_CANNOT_CONNECT),
        ["connecting takes too long"] = (Socket(SocketError.TimedOut, HttpRequestError.ConnectionError), HResults.ERROR_WINHTTP_CANNOT_CONNECT),
        ["the answer takes too long"] = (Socket(SocketError.TimedOut, HttpRequestError.Unknown), HResults.ERROR_WINHTTP_TIMEOUT),
        ["reset"] = (Socket(SocketError.ConnectionReset, HttpRequestError.Unknown), HResults.ERROR_WINHTTP_CONNECTION_ERROR),
    };

    public static TheoryData<string> Kinds => [.. Failures.Keys];

    [Theory]
    [Trait("Rule", "ERR-12")]
    [Trait("Rule", "ERR-26")]
    [Trait("Rule", "ERR-27")]
    [Trait("Rule", "ERR-28")]
    [MemberData(nameof(Kinds))]
    public async Task Request_ThatFails_HasItsCode(string kind)
    {
        (Exception thrown, int code) = Failures[kind];
        Options.Handler = _ => new Throwing(thrown);
        BackgroundCopyJob job = Fetch("http://host.example/f");

        await FirstEndAsync(job);

        job.Error!.Code.Should().Be(code);
    }

    /// <summary>A mistake in a handler of the client's is no failure of a network: the log names its type, and not what it says, which may be secret.</summary>
    [Fact]
    public async Task Request_ThatFailsLikeNoNetwork_IsInTheLogByItsTypeAlone()
    {
        FakeLogCollector log = new();
        using LoggerFactory loggers = new([new FakeLoggerProvider(log)]);
        ManagerOptions.LoggerFactory = loggers;
        Options.Handler = static _ => new Throwing(new InvalidTimeZoneException("password=secret"));
        BackgroundCopyJob job = Fetch("http://host.example/f");

        await FirstEndAsync(job);

        job.Error!.Code.Should().Be(HResults.ERROR_WINHTTP_INTERNAL_ERROR);
        string[] told = [.. log.GetSnapshot().Select(static line => line.Message)];
        told.Should().Contain(static line => line.Contains("System.InvalidTimeZoneException", StringComparison.Ordinal))
            .And.NotContain(static line => line.Contains("secret", StringComparison.Ordinal));
    }

    /// <summary>Nor is it the silence of a server, where it comes when its time is up: only what breaks off with the connection is.</summary>
    [Theory]
    [Trait("Rule", "ERR-27")]
    [InlineData(typeof(InvalidTimeZoneException), HResults.ERROR_WINHTTP_INTERNAL_ERROR)]
    [InlineData(typeof(NullReferenceException), HResults.ERROR_WINHTTP_INTERNAL_ERROR)]
    [InlineData(typeof(InvalidOperationException), HResults.ERROR_WINHTTP_INTERNAL_ERROR)]
    [InlineData(typeof(IOException), HResults.ERROR_WINHTTP_TIMEOUT)]
    [InlineData(typeof(HttpRequestException), HResults.ERROR_WINHTTP_TIMEOUT)]
    [InlineData(typeof(WebException), HResults.ERROR_WINHTTP_TIMEOUT)]
    [InlineData(typeof(ObjectDisposedException), HResults.ERROR_WINHTTP_TIMEOUT)]
    public async Task Request_ThatFailsWhenItsTimeIsUp_IsATimeoutIfItIsOfTheConnection(Type thrown, int code)
    {
        FakeLogCollector log = new();
        using LoggerFactory loggers = new([new FakeLoggerProvider(log)]);
        ManagerOptions.LoggerFactory = loggers;
        ThrowingLate handler = new(thrown == typeof(ObjectDisposedException) ? new ObjectDisposedException("it") : (Exception)Activator.CreateInstance(thrown)!);
        Options.Handler = _ => handler;
        BackgroundCopyJob job = Fetch("http://host.example/f");
        await handler.Asked.WaitAsync(Guard.Limit);

        Clock.Skip(Options.ReceiveTimeout);
        await FirstEndAsync(job);

        job.Error!.Code.Should().Be(code);
        log.GetSnapshot().Any(line => line.Message.Contains(thrown.FullName!, StringComparison.Ordinal)).Should().Be(code == HResults.ERROR_WINHTTP_INTERNAL_ERROR);
    }

    private static HttpRequestException Request(HttpRequestError error, Exception? inner = null, HttpStatusCode? status = null) => new(error, inner: inner, statusCode: status);

    private static HttpRequestException Socket(SocketError error, HttpRequestError meaning) => Request(meaning, new SocketException((int)error));

    /// <summary>Waits until it is told that nobody waits for it any more.</summary>
    private sealed class ThrowingLate(Exception thrown) : HttpMessageHandler
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Asked => _asked.Task;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
            using CancellationTokenRegistration registration = cancellationToken.Register(ended.SetResult);
            _asked.TrySetResult();
            await ended.Task;
            throw thrown;
        }
    }

    private sealed class Throwing(Exception thrown) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromException<HttpResponseMessage>(thrown);
    }
}
