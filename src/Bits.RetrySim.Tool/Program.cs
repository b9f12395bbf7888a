using Bits.RetrySim.Tool;

return CommandLine.Run(args, OutputConsole.Create(), Console.Error);
