using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Bits.RetrySim;

/// <summary>
/// The commands for a manager's line: listed in a step, carried out after it; under the service's lock if the line only computes, else outside.
/// The one place that asks whether the line is live.
/// </summary>
internal sealed class TransferCommands(TransferLine line, Agenda agenda, EngineClock clock, EffectQueue effects)
{
    private RingBuffer<TransferCommand> _commands;
    private LiveFlush? _live;

    /// <summary>
    /// The earliest instant for an attempt that may begin now. Attempts of a live line start when the clock says so, not at an instant that
    /// lies behind it, so that a machine that slept makes one attempt, not one for each retry it slept through (D-8).
    /// </summary>
    internal long EarliestStart => line.IsLive ? Math.Max(agenda.Instant, clock.Present) : agenda.Instant;

    private long Now => agenda.Instant;

    internal int FindSource(string localName, long now, out FileVersion version) => line.FindSource(localName, now, out version);

    internal void Disconnect() => line.Close(agenda.Instant);

    internal void Add(in TransferCommand command) => _commands.Enqueue(command);

    /// <summary>Carries out what is listed, or posts that it is to be.</summary>
    internal void Flush(ServiceLoop loop)
    {
        if (_commands.Count == 0)
        {
            return;
        }

        if (line.IsLive)
        {
            _live ??= new LiveFlush(this, loop);
            _live.Post(effects);
            return;
        }

        while (TryTake(out TransferCommand command, out TransferOrder order))
        {
            Carry(command, order, agenda.Instant);
        }
    }

    /// <summary>
    /// What was listed has been carried out when this returns, even if a drain that runs on another thread would get to it later. Called outside the
    /// lock.
    /// </summary>
    internal void CarryOut(ServiceLoop loop)
    {
        LiveFlush? live;
        using (loop.Look())
        {
            live = _live;
        }

        live?.Perform();
    }

    /// <summary>The present instant is over: what the line put off for all commands of it is done now.</summary>
    internal void EndInstant()
    {
        if (!line.IsLive)
        {
            line.Flush(agenda.Instant);
        }
    }

    /// <summary>The next command that is not too late; a start with its order, as of now.</summary>
    private bool TryTake(out TransferCommand command, out TransferOrder order)
    {
        order = default;
        while (_commands.TryDequeue(out command))
        {
            JobTransfer? transfer = command.Transfer;
            switch (command.Kind)
            {
                case TransferCommandKind.Start when transfer!.IsAttempt(command.Generation):
                    order = transfer.MakeOrder(agenda.Instant);
                    return true;
                case TransferCommandKind.Continue or TransferCommandKind.Approve when transfer!.IsAttempt(command.Generation):
                case TransferCommandKind.Stop or TransferCommandKind.SetForeground when transfer!.Handle is not null:
                case TransferCommandKind.SetBackgroundLimit:
                case TransferCommandKind.Refresh:
                case TransferCommandKind.FallAsleep:
                case TransferCommandKind.Wake:
                case TransferCommandKind.Close:
                    return true;
                default:
                    break;
            }
        }

        return false;
    }

    private TransferHandle Open(JobTransfer transfer)
    {
        TransferHandle handle = line.Open();
        handle.Owner = transfer;
        transfer.Handle = handle;
        return handle;
    }

    private void Carry(in TransferCommand command, in TransferOrder order, long now)
    {
        TransferHandle? handle = command.Transfer?.Handle;
        switch (command.Kind)
        {
            case TransferCommandKind.Start:
                handle ??= Open(command.Transfer!);
                handle.Start(order);
                break;
            case TransferCommandKind.Continue:
                handle!.Continue(now);
                break;
            case TransferCommandKind.Approve:
                handle!.Approve(command.Transfer!.Job.Extras.Transfer.ServerCertificates!, now);
                break;
            case TransferCommandKind.Stop:
                handle!.Stop(now);
                break;
            case TransferCommandKind.SetForeground:
                handle!.SetForeground(command.IsForeground, now);
                break;
            case TransferCommandKind.SetBackgroundLimit:
                line.SetBackgroundLimit(command.BitsPerSecond, now);
                break;
            case TransferCommandKind.Refresh:
                line.Refresh(now);
                break;
            case TransferCommandKind.FallAsleep:
                line.FallAsleep(now);
                break;
            case TransferCommandKind.Wake:
                line.Wake(command.Ticks, now);
                break;
            case TransferCommandKind.Close:
                line.Close(now);
                break;
            default:
                throw new InvalidOperationException($"{command.Kind} is not a command for a line.");
        }
    }

    /// <summary>Carries out the commands for a live line, each outside the lock, in their order.</summary>
    private sealed class LiveFlush(TransferCommands commands, ServiceLoop loop) : Effect
    {
        private bool _isPosted;

        /// <summary>The thread that is at it; 0: none. Commands come one after the other.</summary>
        private int _thread;

        internal void Post(EffectQueue effects)
        {
            if (!_isPosted)
            {
                _isPosted = true;
                effects.Add(this);
            }
        }

        /// <summary>No command is lost because another one fails; the first failure is told.</summary>
        [SuppressMessage("Design", "CA1031", Justification = "What a line throws is thrown when all commands have been carried out.")]
        internal override void Perform()
        {
            ExceptionDispatchInfo? failure = null;
            if (!TryBegin())
            {
                return;
            }

            while (TryTake(out TransferCommand command, out TransferOrder order, out long now))
            {
                try
                {
                    commands.Carry(command, order, now);
                }
                catch (Exception exception)
                {
                    failure ??= ExceptionDispatchInfo.Capture(exception);
                }
            }

            failure?.Throw();
        }

        /// <summary>Waits for another thread that is at it; false from within a command, after which the thread itself goes on with the rest.</summary>
        private bool TryBegin()
        {
            using ReadScope scope = loop.Look();
            if (_thread == Environment.CurrentManagedThreadId)
            {
                return false;
            }

            while (_thread != 0)
            {
                loop.WaitInCall();
            }

            _thread = Environment.CurrentManagedThreadId;
            return true;
        }

        private bool TryTake(out TransferCommand command, out TransferOrder order, out long now)
        {
            using ReadScope scope = loop.Look();
            now = commands.Now;
            _isPosted = commands.TryTake(out command, out order);
            if (!_isPosted)
            {
                _thread = 0;
                loop.WakeWaiting();
            }

            return _isPosted;
        }
    }
}
