using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>A transport that plays the fetches of a script at their exact instants, and writes down each one that begins.</summary>
internal sealed class ScriptedTransport(Script script, Trace trace) : Transport
{
    internal override TransferLine Connect(ITransferHost host, TimeProvider provider, long origin) => new Line(script, trace, host);

    /// <summary>The remote name of a file: it says how large the file is on the server.</summary>
    internal static string RemoteName(long size) => string.Create(CultureInfo.InvariantCulture, $"http://server/{size}");

    /// <summary>Another remote name of a file of a size.</summary>
    internal static string MirrorName(long size) => string.Create(CultureInfo.InvariantCulture, $"http://mirror/{size}");

    /// <summary>The local name of a file: it says which file of the job it is.</summary>
    internal static string LocalName(int index) => string.Create(CultureInfo.InvariantCulture, $"/files/{index}");

    /// <summary>Another local name of such a file.</summary>
    internal static string OtherLocalName(int index) => string.Create(CultureInfo.InvariantCulture, $"/elsewhere/{index}");

    /// <summary>The index of a file by its local name, or its size by its remote name.</summary>
    internal static int NumberIn(string name) => int.Parse(name.AsSpan(name.LastIndexOf('/') + 1), CultureInfo.InvariantCulture);

    private sealed class Line(Script script, Trace trace, ITransferHost host) : TransferLine
    {
        internal override bool IsLive => false;

        internal override TransferHandle Open() => new Handle(script, trace, host);

        internal override void Close(long now)
        {
            // Nothing is kept.
        }
    }

    private sealed class Handle(Script script, Trace trace, ITransferHost host) : TransferHandle
    {
        private const long TicksPerMs = TimeSpan.TicksPerMillisecond;
        private const long OneBytePerMs = 8000;
        private int _fetches;
        private int _cancels;
        private int _generation;
        private ScriptFetch _fetch = ScriptFetch.Completes();
        private long _offset;
        private long _size;
        private bool _isServed = true;
        private bool _isSent;
        private long? _reply;
        private long _streamSince;
        private long _flow;
        private bool _asks;
        private TransferReport _answer;
        private Step _step;

        private enum Step
        {
            Connecting,
            Moving,
            Ending,
        }

        private long BytesBeforeEnd => _fetch.BytesOf(_size - _offset, _isSent);

        internal override void Start(in TransferOrder order)
        {
            ScriptJob job = script.Jobs[order.Job - 1];
            if (order.Purpose == TransferPurpose.CancelSession)
            {
                EndSession(order, job);
                return;
            }

            int file = NumberIn(order.LocalName);
            _fetch = _fetches < job.Fetches.Count ? job.Fetches[_fetches] : job.LaterFetches;
            _fetches++;
            _generation = order.Generation;
            _isSent = order.Purpose == TransferPurpose.Upload;
            _reply = _isSent ? job.ReplyBytes : null;
            FileVersion version = new(NumberIn(order.RemoteName), FileVersion.NoTimeStamp);
            _offset = order.Version.DiffersFrom(version) || (_isSent && _fetch.ForgetsSession) ? 0 : order.Offset;
            _size = order.LengthIn(version.Size);
            _isServed = order.Ranges?.FitIn(version.Size) ?? true;
            _step = Step.Connecting;
            trace.Fetches.Add(new TraceFetch(order.Now / TicksPerMs, order.Job, _fetches, file, order.Offset));
            _flow = order.Offset;
            _answer = _fetch switch
            {
                { ConnectMs: null } => default,
                { ConnectError: not 0 } => new TransferReport(TransferReportKind.Failed, order.Offset, HResult: _fetch.ConnectError),
                _ => new TransferReport(TransferReportKind.Accepted, _offset, version),
            };
            _asks = _fetch is { ConnectMs: not null, Certificate: not 0 }
                && order.Settings.ServerCertificates is { } approvals && !approvals.Contain(ScriptedJudge.Certificate(_fetch.Certificate));
            TransferReport report = _asks
                ? new TransferReport(TransferReportKind.Asked) { Answer = TransferAnswer.None with { Certificate = ScriptedJudge.Certificate(_fetch.Certificate) } }
                : _answer;
            Schedule(ByteFlow.Still(order.Offset, order.Now), order.Now, _fetch.ConnectMs ?? 0, report);
        }

        internal override void Approve(CertificateApprovals approvals, long now)
        {
            _asks = false;
            Schedule(ByteFlow.Still(_flow, now), now, 0, _answer);
        }

        internal override void Continue(long now)
        {
            if (_asks)
            {
                return; // until the certificate is approved
            }

            if (!_isServed)
            {
                Schedule(ByteFlow.Still(_offset, now), now, 0, new TransferReport(TransferReportKind.Failed, _offset, HResult: HResults.BG_E_INVALID_RANGE));
                return;
            }

            if (_step == Step.Connecting && BytesBeforeEnd > 0)
            {
                _step = Step.Moving;
                if (_fetch.IsStream)
                {
                    _streamSince = now + (_fetch.BytesAfterMs * TicksPerMs);
                    Schedule(Stream(), now, _fetch.BytesAfterMs + 1, new TransferReport(TransferReportKind.Received, _offset + 1));
                }
                else
                {
                    Schedule(ByteFlow.Still(_offset, now), now, _fetch.BytesAfterMs, new TransferReport(TransferReportKind.Received, _offset + BytesBeforeEnd));
                }

                return;
            }

            bool streams = _step == Step.Moving && _fetch.IsStream;
            _step = Step.Ending;
            TransferReport report = _fetch switch
            {
                { EndAfterMs: null } => default,
                { EndError: not 0 } => new TransferReport(TransferReportKind.Failed, _offset + BytesBeforeEnd, HResult: _fetch.EndError),
                _ => new TransferReport(TransferReportKind.Completed, _size) { Answer = Answer() },
            };
            long after = (_fetch.EndAfterMs ?? 0) + (streams ? BytesBeforeEnd - 1 : 0);
            Schedule(streams ? Stream() : ByteFlow.Still(_offset + BytesBeforeEnd, now), now, after, report);
        }

        internal override void Stop(long now) => _generation = 0;

        /// <summary>What a cancelled upload tells its server (LIFE-20) is no attempt of the job.</summary>
        private void EndSession(in TransferOrder order, ScriptJob job)
        {
            ScriptCancelAnswer answer = _cancels < job.CancelAnswers.Count ? job.CancelAnswers[_cancels] : new ScriptCancelAnswer(0, 0);
            _cancels++;
            _generation = order.Generation;
            trace.SessionEnds.Add(new TraceSessionEnd(order.Now / TicksPerMs, order.Job));
            TransferReport report = answer.Code == 0 ? new TransferReport(TransferReportKind.Completed) : new TransferReport(TransferReportKind.Failed, HResult: answer.Code);
            Schedule(ByteFlow.Still(0, order.Now), order.Now, answer.AfterMs, report);
        }

        private TransferAnswer? Answer() => _reply is long size ? TransferAnswer.None with { ReplyName = RemoteName(size) } : null;

        private ByteFlow Stream() => new(_offset, _streamSince, OneBytePerMs, _offset + BytesBeforeEnd);

        private void Schedule(in ByteFlow flow, long now, long afterMs, in TransferReport report) =>
            host.Schedule(this, _generation, flow, now + (afterMs * TicksPerMs), report);
    }
}
