namespace Samjhadoo.Shared.Infrastructure.Security;

/// <summary>Files for this user's eyes that several hosts may want to make at once.</summary>
public static class PrivateFile
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private const int MaxPauses = 1000;

    /// <summary>
    /// Writes the file unless <paramref name="exists"/>. Of hosts that start at once one writes, the others wait, and all find
    /// the same whole file: a move without overwriting is not enough, since it looks first and moves then.
    /// </summary>
    public static void MakeOnce(string path, Func<bool> exists, Func<string> content)
    {
        if (exists())
            return;
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        using var turn = WaitForTurn(Path.Combine(folder, ".making"));
        if (exists())
            return;

        var draft = Path.Combine(folder, Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, options))
            writer.Write(content());
        File.Move(draft, path);
    }

    // The system takes the lock back from a process that dies.
    private static FileStream WaitForTurn(string path)
    {
        for (var pauses = 0; ; pauses++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (pauses < MaxPauses)
            {
                Thread.Sleep(Pause);
            }
        }
    }
}
