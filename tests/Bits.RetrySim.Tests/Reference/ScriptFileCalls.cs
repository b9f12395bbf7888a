namespace Bits.RetrySim.Tests;

/// <summary>The calls of scripts that concern files and helper tokens, on a job of the library.</summary>
internal static class ScriptFileCalls
{
    /// <summary>The value of an input about a file: the hundreds are its index, the rest says what.</summary>
    internal const int PerFile = 100;

    /// <summary>The value of SetHelperToken that takes the token away.</summary>
    internal const long NoToken = 3;

    /// <summary>The size of files that are added with ranges.</summary>
    internal const long RangedSize = 10;

    /// <summary>The index of a reply, behind the one file that was sent.</summary>
    internal const int ReplyIndex = 1;

    /// <summary>The parts of such a file: some that have lengths, or one up to the end.</summary>
    internal static (long Offset, long Length)[] RangesOf(long value) => value == 0 ? [(0, 3), (5, 2)] : [(8, BackgroundCopyFileRange.ToEndOfFile)];

    /// <summary>The length of a part that goes to the end of the file.</summary>
    internal const long ToEnd = 9;

    /// <summary>The part of a file that is asked for: the tens are its first byte, the rest its length.</summary>
    internal static (long Offset, long Length) PartOf(long value) => (value / 10, value % 10 == ToEnd ? BackgroundCopyFileRange.ToEndOfFile : value % 10);

    internal static void Call(BackgroundCopyJob job, ScriptAction action, long value, IReadOnlyList<BackgroundCopyUser> owners)
    {
        if (action == ScriptAction.AddRanges)
        {
            job.AddFileWithRanges(
                ScriptedTransport.RemoteName(RangedSize), ScriptedTransport.LocalName(job.Files.Count), RangesOf(value).Select(range => new BackgroundCopyFileRange(range.Offset, range.Length)));
        }
        else if (action == ScriptAction.SetHelperToken && value == NoToken)
        {
            job.HelperToken.Clear();
        }
        else if (action == ScriptAction.SetHelperToken)
        {
            job.HelperToken.Set(owners[(int)value]);
        }
        else if (action == ScriptAction.SetReplyName)
        {
            job.Reply?.FileName = value == 0 ? ScriptedTransport.LocalName(ReplyIndex) : ScriptedTransport.OtherLocalName(ReplyIndex);
        }
        else if (value / PerFile < job.Files.Count)
        {
            OfFile(job.Files[(int)(value / PerFile)], action, value % PerFile);
        }
    }

    private static void OfFile(BackgroundCopyFile file, ScriptAction action, long what)
    {
        switch (action)
        {
            case ScriptAction.SetRemoteName:
                file.SetRemoteName(ScriptedTransport.MirrorName(what));
                break;
            case ScriptAction.SetValidationState:
                file.SetValidationState(what != 0);
                break;
            case ScriptAction.SetPosition:
                file.UpdateDownloadPosition(what);
                break;
            case ScriptAction.RequestRanges:
                (long offset, long length) = PartOf(what);
                file.RequestFileRanges([new BackgroundCopyFileRange(offset, length)]);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(action), action, "concerns no file.");
        }
    }
}
