namespace Bits.RetrySim;

/// <summary>The server has another version of the file than it had a moment ago (CONS-2).</summary>
/// <remarks>It never leaves the line.</remarks>
internal sealed class FileChangedException() : Exception("The remote file has changed.");
