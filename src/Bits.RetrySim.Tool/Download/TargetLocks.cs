namespace Bits.RetrySim.Tool;

/// <summary>
/// The files that a command writes, and which so another command with another store could write as well. Whoever has one holds an empty file beside it, which goes
/// with the command; the system takes back those of commands that were killed.
/// </summary>
internal sealed class TargetLocks : IDisposable
{
    internal const string Extension = ".bits-lock";

    private readonly List<FileStream> _held = [];

    private TargetLocks()
    {
    }

    /// <exception cref="CommandException">Another command writes one of them, or none can be written there.</exception>
    internal static TargetLocks Take(IEnumerable<string> paths)
    {
        TargetLocks locks = new();
        try
        {
            foreach (string path in paths)
            {
                locks._held.Add(Take(path));
            }
        }
        catch
        {
            locks.Dispose();
            throw;
        }

        return locks;
    }

    public void Dispose() => _held.ForEach(static held => held.Dispose());

    private static FileStream Take(string path)
    {
        while (true)
        {
            try
            {
                FileStream held = new(path + Extension, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0, Options = FileOptions.DeleteOnClose });
                if (File.Exists(held.Name))
                {
                    return held;
                }

                // Who had it has just deleted it: what was opened has no name any more.
                held.Dispose();
            }
            catch (IOException refused) when (refused is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path + Extension))
            {
                throw CommandException.Input($"another command is fetching {SafeText.OneLine(path)}; wait for its end, or fetch it into another directory.", refused);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                throw CommandException.File($"{SafeText.OneLine(path)} cannot be written: {refused.Message}", refused);
            }
        }
    }
}
