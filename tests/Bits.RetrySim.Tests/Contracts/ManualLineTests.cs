namespace Bits.RetrySim.Tests;

/// <summary>The line of a transport that is driven by hand keeps to the contract.</summary>
public sealed class ManualLineTests : OrderedLineContract
{
    private readonly ManualTransport _transport = new();

    private protected override Transport Transport => _transport;

    private protected override void Play()
    {
        // The manager exists before its attempts do.
        _ = Manager;
        foreach (ManualAttempt attempt in _transport.Running)
        {
            Answer(attempt, Enum.Parse<ServerFile>(attempt.RemoteName.Split('/')[^1]));
        }
    }

    private static void Answer(ManualAttempt attempt, ServerFile file)
    {
        switch (file)
        {
            case ServerFile.Missing:
                attempt.FailHttp(404);
                return;
            case ServerFile.Whole:
                attempt.Accept(Size);
                attempt.Complete();
                return;
            case ServerFile.Breaks:
                attempt.Accept(Size);
                attempt.Receive(Break);
                attempt.Fail(HResults.ERROR_WINHTTP_CONNECTION_ERROR);
                return;
            case ServerFile.Changes:
                attempt.Accept(Size);
                attempt.Receive(Break);
                attempt.Restart(NewSize);
                attempt.Complete();
                return;
            default:
                if (attempt.BytesReceived == 0)
                {
                    attempt.Accept(Size);
                    attempt.Receive(Break);
                }

                return;
        }
    }
}
