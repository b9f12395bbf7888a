using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary>
/// How a call through a slot is carried out, whatever it is: null pointers are E_INVALIDARG, what is to be answered is zero before anything can fail, strings are in the memory of COM,
/// and no exception leaves (STATE-45, COM-3).
/// </summary>
/// <typeparam name="T">Of which kind the object is that stands behind it.</typeparam>
/// <param name="subject">The object.</param>
/// <param name="session">Whose face it is.</param>
[SuppressMessage("Design", "CA1031", Justification = "The boundary of COM: every exception becomes an HRESULT, and its sentence is kept.")]
internal abstract unsafe class ComSubject<T>(T subject, ComSession session)
    where T : class
{
    internal const int Ok = 0;
    internal const int False = 1;

    internal T Subject => subject;

    protected ComSession Session => session;

    /// <summary>Text of the client's; null stays null.</summary>
    protected static string? Text(char* text) => Marshal.PtrToStringUni((nint)text);

    /// <summary>Text for the client, who frees it.</summary>
    protected static char* Copy(string? text) => (char*)Marshal.StringToCoTaskMemUni(text);

    protected int Do(Action<T> call)
    {
        try
        {
            call(subject);
            return Ok;
        }
        catch (Exception exception)
        {
            return session.Failures.Note(exception);
        }
    }

    protected int Do<TArgument>(TArgument argument, Action<T, TArgument> call)
    {
        try
        {
            call(subject, argument);
            return Ok;
        }
        catch (Exception exception)
        {
            return session.Failures.Note(exception);
        }
    }

    /// <summary>A call that has several answers that are good.</summary>
    protected int Answer<TArgument>(TArgument argument, Func<T, TArgument, int> call)
    {
        try
        {
            return call(subject, argument);
        }
        catch (Exception exception)
        {
            return session.Failures.Note(exception);
        }
    }

    protected int Get<TValue>(TValue* value, Func<T, TValue> read, [CallerArgumentExpression(nameof(value))] string parameter = "")
        where TValue : unmanaged
    {
        if (value is null)
        {
            return Null(parameter);
        }

        // What clients poll: straight, without a tuple and a second delegate.
        *value = default;
        try
        {
            *value = read(subject);
            return Ok;
        }
        catch (Exception exception)
        {
            return session.Failures.Note(exception);
        }
    }

    protected int Get<TArgument>(nint* pointer, TArgument argument, Func<T, TArgument, nint> read, [CallerArgumentExpression(nameof(pointer))] string parameter = "")
    {
        if (pointer is null)
        {
            return Null(parameter);
        }

        *pointer = 0;
        return Do((Target: (nint)pointer, Argument: argument, Read: read), static (it, get) => *(nint*)get.Target = get.Read(it, get.Argument));
    }

    protected int Get<TArgument>(char** text, TArgument argument, Func<T, TArgument, string?> read, [CallerArgumentExpression(nameof(text))] string parameter = "")
    {
        if (text is null)
        {
            return Null(parameter);
        }

        *text = null;
        return Do((Target: (nint)text, Argument: argument, Read: read), static (it, get) => *(char**)get.Target = Copy(get.Read(it, get.Argument)));
    }

    protected int Get(char** text, Func<T, string?> read, [CallerArgumentExpression(nameof(text))] string parameter = "")
    {
        if (text is null)
        {
            return Null(parameter);
        }

        *text = null;
        return Do((Target: (nint)text, Read: read), static (it, get) => *(char**)get.Target = Copy(get.Read(it)));
    }

    /// <summary>For a call with several answers: each is zero before anything can fail, also where another one has nowhere to go (COM-8).</summary>
    protected static void Zero<TValue>(TValue* answer)
        where TValue : unmanaged
    {
        if (answer is not null)
        {
            *answer = default;
        }
    }

    protected int Set(char* text, Action<T, string?> write) => Do(Text(text), write);

    protected int Null(string parameter) => session.Failures.NoteNull(parameter);
}
