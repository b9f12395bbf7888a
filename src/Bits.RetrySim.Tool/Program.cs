Console.WriteLine("bits-retrysim");
