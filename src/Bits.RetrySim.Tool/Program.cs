using System.Diagnostics.CodeAnalysis;
Console.WriteLine("bits-retrysim");
