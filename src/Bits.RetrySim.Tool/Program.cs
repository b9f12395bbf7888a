using Bits.RetrySim.Tool;

return CommandLine.Run(args, Terminal.OfProcess());
