namespace Bits.RetrySim;

/// <summary>Members of threads and tasks that came after .NET Framework.</summary>
[Microsoft.CodeAnalysis.Embedded]
internal static class ThreadPolyfills
{
    extension(ThreadPool)
    {
        /// <summary>The pool of .NET Framework has a queue for each of its threads as well, into which tasks go.</summary>
        internal static void UnsafeQueueUserWorkItem(IThreadPoolWorkItem work, bool preferLocal) =>
            UnsafeQueueUserWorkItem(static state => state.Execute(), work, preferLocal);

        internal static void UnsafeQueueUserWorkItem<T>(Action<T> work, T state, bool preferLocal)
        {
            if (!preferLocal)
            {
                ThreadPool.UnsafeQueueUserWorkItem(_ => work(state), null);
                return;
            }

            using (Suppressed())
            {
                Task.Factory.StartNew(() => work(state), CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default);
            }
        }
    }

    extension(Task)
    {
        internal static Task Delay(TimeSpan delay, TimeProvider provider, CancellationToken stop = default) => provider.Delay(delay, stop);
    }

    extension(Task task)
    {
        internal bool IsCompletedSuccessfully => task.Status == TaskStatus.RanToCompletion;
    }

    /// <summary>.NET Framework refuses to suppress the flow of a context twice.</summary>
    private static AsyncFlowControl? Suppressed() => ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();

    internal static void UnsafeStart(this Thread thread)
    {
        using (Suppressed())
        {
            thread.Start();
        }
    }
}
