using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>The server has another version of the file than it had a moment ago (CONS-2).</summary>
/// <remarks>It never leaves the line.</remarks>
[SuppressMessage("Design", "CA1064", Justification = "It never leaves the line.")]
internal sealed class FileChangedException() : Exception("The remote file has changed.");
