using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>A job of <see cref="FakeTransferHost"/>: one file, attempts when the test says so, bytes kept between them.</summary>
internal sealed class FakeJob(FakeTransferHost host, TransferHandle handle, int number, string url)
{
    internal TransferHandle Handle { get; } = handle;

    internal int Number { get; } = number;

    internal string Url { get; set; } = url;

    internal bool Foreground { get; set; }

    internal int Generation { get; private set; }

    internal bool IsRunning { get; private set; }

    internal ByteFlow Flow { get; private set; }

    internal long Instant { get; private set; }

    internal TransferReport Report { get; private set; }

    internal long Sequence { get; private set; }

    internal long Bytes { get; private set; }

    internal long Size { get; private set; } = -1;

    internal DateTimeOffset? TimeStamp { get; private set; }

    /// <summary>What the last attempt ended with; 0 when it completed or has not ended.</summary>
    internal int LastError { get; private set; }

    /// <summary>Starts again by itself this many seconds after each failure, twenty times at most.</summary>
    internal double? RetryAfter { get; set; }

    /// <summary>Whether the transport is not told that an attempt is over which ended with a report.</summary>
    internal bool ForgetsToStop { get; set; }

    /// <summary>Called with each delivered report, before the transport goes on.</summary>
    internal Action<TransferReport>? Delivered { get; set; }

    internal void Start(long? size = null, DateTimeOffset? timeStamp = null, long? offset = null)
    {
        Size = size ?? Size;
        TimeStamp = timeStamp ?? TimeStamp;
        Bytes = offset ?? Bytes;
        LastError = 0;
        Generation++;
        IsRunning = true;
        (Flow, Report) = (ByteFlow.Still(Bytes, host.Now), default);
        Handle.Start(new TransferOrder(host.Now, Generation, Number, Foreground, Url, @"C:\file", Bytes, new FileVersion(Size, FileVersion.ToTicks(TimeStamp)), TransferSettings.Default));
    }

    internal void Stop()
    {
        Bytes = Flow.BytesAt(host.Now);
        End(stop: true);
    }

    internal long BytesNow => IsRunning ? Flow.BytesAt(host.Now) : Bytes;

    internal void Schedule(in ByteFlow flow, long instant, in TransferReport report, long sequence) =>
        (Flow, Instant, Report, Sequence) = (flow, instant, report, sequence);

    internal void Deliver()
    {
        TransferReport report = Report;
        Report = default;
        if (report.Kind != TransferReportKind.Look)
        {
            // It tells nothing, and whether it comes depends on who looked before.
            host.Log.Add(Line(report));
        }

        Bytes = report.Bytes;
        if (report.Kind is TransferReportKind.Accepted or TransferReportKind.Restarted)
        {
            (long size, long stamp) = report.Version;
            (Size, TimeStamp) = (size, stamp == FileVersion.NoTimeStamp ? null : new DateTimeOffset(stamp, TimeSpan.Zero));
        }

        LastError = report.HResult;
        Delivered?.Invoke(report);
        if (report.Kind is TransferReportKind.Completed or TransferReportKind.Failed)
        {
            End(stop: !ForgetsToStop);
            if (RetryAfter is { } delay && report.Kind == TransferReportKind.Failed && Generation < 20)
            {
                host.AtTicks(host.Now + (long)(delay * TimeSpan.TicksPerSecond), () => Start());
            }
        }
        else if (IsRunning)
        {
            Handle.Continue(host.Now);
        }
    }

    private void End(bool stop)
    {
        IsRunning = false;
        Report = default;
        if (stop)
        {
            Handle.Stop(host.Now);
        }
    }

    private string Line(in TransferReport report)
    {
        string instant = ((decimal)host.Now / TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture);
        string rest = report.Kind switch
        {
            TransferReportKind.Accepted or TransferReportKind.Restarted => FormattableString.Invariant($"{report.Bytes}/{report.Version.Size}"),
            TransferReportKind.Failed => FormattableString.Invariant($"{report.Bytes} 0x{report.HResult:X8}"),
            _ => FormattableString.Invariant($"{report.Bytes}"),
        };
        return FormattableString.Invariant($"{instant} job {Number} {report.Kind} {rest}");
    }
}
