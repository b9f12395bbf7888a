// Structures of the runtime, FILETIME for example, go through generated code as they lie in memory.
[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
