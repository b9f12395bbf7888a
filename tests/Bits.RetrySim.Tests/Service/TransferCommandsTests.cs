namespace Bits.RetrySim.Tests;

/// <summary>What a line is told: in order, after the step, and nothing that came too late.</summary>
public sealed class TransferCommandsTests
{
    private const string RemoteName = "https://cdn.example/1.bin";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Flush_CommandsListed_AreCarriedOutInTheirOrder(bool isLive)
    {
        using Scene scene = new(isLive);
        JobTransfer one = scene.Transfer(1);
        JobTransfer other = scene.Transfer(2);

        scene.Step(commands =>
        {
            commands.Add(Start(one));
            commands.Add(new TransferCommand(TransferCommandKind.SetBackgroundLimit, BitsPerSecond: 8000));
            commands.Add(Start(other));
            commands.Add(new TransferCommand(TransferCommandKind.SetForeground, one));
            commands.Add(new TransferCommand(TransferCommandKind.Refresh));
            commands.Add(new TransferCommand(TransferCommandKind.Stop, one));
            commands.Add(new TransferCommand(TransferCommandKind.Close));
            scene.Transport.Commands.Should().BeEmpty("the step is not over");
        });

        scene.Commands.Should().Equal("1 start 1", "1 limit 8000", "1 start 2", "1 background 1", "1 refresh", "1 stop 1", "1 close");
        (one.Handle!.Owner, other.Handle!.Owner).Should().Be((one, other));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Flush_AttemptIsOverMeanwhile_StartAndContinueAreSkipped(bool isLive)
    {
        using Scene scene = new(isLive);
        JobTransfer transfer = scene.Transfer(1);

        scene.Step(commands =>
        {
            TransferCommand stale = Start(transfer);
            commands.Add(stale);
            commands.Add(stale with { Kind = TransferCommandKind.Continue });
            transfer.Generation++;
            transfer.IsRunning = false;
            commands.Add(new TransferCommand(TransferCommandKind.Stop, transfer));
        });

        scene.Commands.Should().BeEmpty("a handle that was never opened has nothing to stop");
        transfer.Handle.Should().BeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Flush_AnotherAttemptBeganMeanwhile_OnlyThatOneIsStarted(bool isLive)
    {
        using Scene scene = new(isLive);
        JobTransfer transfer = scene.Transfer(1);

        scene.Step(commands =>
        {
            commands.Add(Start(transfer));
            commands.Add(new TransferCommand(TransferCommandKind.Stop, transfer));
            commands.Add(Start(transfer));
        });

        scene.Commands.Should().Equal("1 start 1");
        scene.Transport.Handles[0].Orders.Should().ContainSingle().Which.Should().Be(
            new TransferOrder(TimeSpan.TicksPerSecond, 2, 1, false, RemoteName, @"C:\1.bin", 0, FileVersion.Unknown, TransferSettings.Default));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Flush_Command_IsGivenOutsideTheLockToALiveLineOnly(bool isLive, bool isFree)
    {
        using Scene scene = new(isLive);
        JobTransfer transfer = scene.Transfer(1);
        bool wasFree = false;
        scene.Transport.OnCommand = _ => wasFree = !scene.Gate.IsHeld;

        scene.Step(commands => commands.Add(Start(transfer)));

        scene.Commands.Should().Equal("1 start 1");
        wasFree.Should().Be(isFree);
    }

    [Fact]
    public void Flush_LiveLineLeadsToMoreCommands_TheyComeAfterThose()
    {
        using Scene scene = new(isLive: true);
        scene.Transport.OnCommand = command =>
        {
            if (command == "refresh")
            {
                scene.Sut.Add(new TransferCommand(TransferCommandKind.SetBackgroundLimit));
            }
        };

        scene.Step(commands =>
        {
            commands.Add(new TransferCommand(TransferCommandKind.Refresh));
            commands.Add(new TransferCommand(TransferCommandKind.Close));
        });

        scene.Commands.Should().Equal("1 refresh", "1 close", "1 limit ");
    }

    [Fact]
    public void Flush_OneCommandThrowsToTheLiveLine_TheOthersStillCome()
    {
        using Scene scene = new(isLive: true);
        scene.Transport.OnCommand = command =>
        {
            if (command == "refresh")
            {
                throw new InvalidOperationException("the line is broken");
            }
        };

        scene.Bench.Arm("step", 1, run: () =>
        {
            scene.Sut.Add(new TransferCommand(TransferCommandKind.Refresh));
            scene.Sut.Add(new TransferCommand(TransferCommandKind.Close));
        });
        scene.Clock.Invoking(clock => clock.Advance(TimeSpan.FromSeconds(1))).Should().Throw<Exception>();
        scene.Clock.Advance(TimeSpan.FromSeconds(1));
        scene.Bench.Arm("step", 3, run: () => scene.Sut.Add(new TransferCommand(TransferCommandKind.SetBackgroundLimit)));
        scene.Clock.Advance(TimeSpan.FromSeconds(1));

        scene.Commands.Should().Equal("1 refresh", "1 close", "3 limit ");
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void EndInstant_Line_IsToldUnlessItIsLive(bool isLive, int flushes)
    {
        using Scene scene = new(isLive);

        scene.Sut.EndInstant();

        scene.Transport.Commands.Should().HaveCount(flushes);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 7)]
    [Trait("Decision", "D-8")]
    public void EarliestStart_ClockIsAhead_CountsForALiveLine(bool isLive, int seconds)
    {
        using Scene scene = new(isLive);
        scene.Clock.Advance(TimeSpan.FromSeconds(7));

        scene.Sut.EarliestStart.Should().Be(seconds * TimeSpan.TicksPerSecond);
    }

    private static TransferCommand Start(JobTransfer transfer)
    {
        transfer.Generation++;
        transfer.IsRunning = true;
        return new TransferCommand(TransferCommandKind.Start, transfer, transfer.Generation);
    }

    /// <summary>Commands in a loop that does nothing else.</summary>
    private sealed class Scene : IDisposable
    {
        internal Scene(bool isLive)
        {
            Transport = new RecordingTransport(isLive);
            Bench = new LoopBench(Clock);
            Sut = new TransferCommands(Transport.Connect(null!, Clock, 0), Bench.Agenda, Bench.Clock, Bench.Effects);
            Bench.OnSettle = () => Sut.Flush(Bench.Loop);
        }

        internal SimulatedClock Clock { get; } = new();

        internal RecordingTransport Transport { get; }

        internal LoopBench Bench { get; }

        internal TransferCommands Sut { get; }

        internal IReadOnlyList<string> Commands => Transport.Commands;

        /// <summary>The loop's lock.</summary>
        internal ServiceLock Gate => (ServiceLock)typeof(ServiceLoop).GetField("_gate", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(Bench.Loop)!;

        public void Dispose() => Bench.Dispose();

        /// <summary>A step at second 1.</summary>
        internal void Step(Action<TransferCommands> step)
        {
            Bench.Arm("step", 1, run: () => step(Sut));
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        internal JobTransfer Transfer(int number)
        {
            Moment now = new(0, 0);
            JobRecord job = new(number, Guid.Empty, new UserRecord(new BackgroundCopyUser("user")), "job", now, JobMachineSamples.Settings);
            job.AddFiles([new FileRecord(RemoteName, $@"C:\{number}.bin")]);
            return job.Transfer = new JobTransfer(job);
        }
    }
}
