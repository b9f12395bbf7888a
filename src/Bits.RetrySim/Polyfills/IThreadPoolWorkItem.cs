namespace System.Threading;

/// <summary>Work for the pool.</summary>
internal interface IThreadPoolWorkItem
{
    void Execute();
}
