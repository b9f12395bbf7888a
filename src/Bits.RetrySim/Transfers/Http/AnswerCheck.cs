namespace Bits.RetrySim;

/// <summary>Whether the answer to a GET brings the bytes that were asked for, of the version that the server has told before (HTTP-2, ERR-24, ERR-33).</summary>
internal static class AnswerCheck
{
    /// <exception cref="FileChangedException">It is about another version.</exception>
    /// <exception cref="TransferException">It does not bring them.</exception>
    internal static void Check(RemoteAnswer answer, in FetchSegment segment, bool needsRange, FileVersion version, in TransferOrder order)
    {
        if (!answer.IsAboutFile)
        {
            throw new TransferException(HResults.HttpStatus(answer.Status), answer: answer.ToTransferAnswer());
        }

        int code = CodeOf(answer, segment, needsRange, order);
        FileVersion told = answer.Version is { Size: >= 0 } known ? known : answer.Version with { Size = version.Size };
        if (answer.IsPart && (told.TimeStamp == FileVersion.NoTimeStamp || (told.TimeStamp < 0 && version.TimeStamp >= 0)))
        {
            // A part that was asked for of this version (If-Range) need not say once more of which it is, or says so by its tag alone (RFC 7233, 4.1).
            told = told with { TimeStamp = version.TimeStamp };
        }

        if (answer.IsPlain && version.DiffersFrom(told))
        {
            throw new FileChangedException();
        }

        if (code != 0)
        {
            if (order is { MayBeginAgain: true, Ranges: null } && !answer.IsPart && !FileRanges.AreNeeded(order.Foreground, 0, version.Size))
            {
                // Another server than the one that sent the beginning (FILE-13).
                throw new FileChangedException();
            }

            throw new TransferException(code, answer: answer.ToTransferAnswer());
        }
    }

    private static int CodeOf(RemoteAnswer answer, in FetchSegment segment, bool needsRange, in TransferOrder order)
    {
        if (!answer.IsPlain)
        {
            return HResults.BG_E_INVALID_SERVER_RESPONSE;
        }

        if (!needsRange)
        {
            return answer.IsPart ? HResults.BG_E_INVALID_SERVER_RESPONSE : answer.Length < 0 ? HResults.BG_E_MISSING_FILE_SIZE : 0;
        }

        if (!answer.IsPart || answer.Length < 0)
        {
            return order.Ranges is not { IsRandomAccess: true } && answer.IsHttp10
                ? HResults.BG_E_INSUFFICIENT_HTTP_SUPPORT
                : order.Ranges?.CodeOfLack ?? HResults.BG_E_INSUFFICIENT_RANGE_SUPPORT;
        }

        bool fits = answer.Range is { } range && range.From == segment.RemoteOffset && range.To == segment.RemoteOffset + segment.Length - 1 && answer.Length == segment.Length;
        return fits ? 0 : HResults.BG_E_INVALID_SERVER_RESPONSE;
    }
}
