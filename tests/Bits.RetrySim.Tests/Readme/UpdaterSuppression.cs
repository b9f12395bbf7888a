using System.Diagnostics.CodeAnalysis;

[assembly: SuppressMessage(
    "Design",
    "CA1054",
    Scope = "member",
    Target = "~M:MyTests.Updater.UpdateAsync(System.String,System.String)~System.Threading.Tasks.Task{System.Boolean}",
    Justification = "The README shows it as its readers write it.")]
