namespace Bits.RetrySim.Tool;

/// <summary>Names a code in full the first time, and then in a few words.</summary>
internal sealed class CodeNames
{
    private readonly HashSet<int> _told = [];

    /// <summary>The code has been named in full elsewhere.</summary>
    internal void Tell(int hresult) => _told.Add(hresult);

    internal string NameOf(int hresult) => _told.Add(hresult) ? CodeText.Long(hresult) : CodeText.Short(hresult);
}
