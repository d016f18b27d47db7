using System.Text;

namespace Usher.Platform.Audit;

/// <summary>
/// Copies the heads outside the database as they were when the database was copied: heads of later entries would tell of entries that the
/// copy has not.
/// </summary>
public static class HeadCopy
{
    /// <summary>Copies every log's heads, and those that were put aside, into a folder.</summary>
    /// <param name="from">Where the heads are; a server may be writing to them.</param>
    /// <param name="to">A folder that is there.</param>
    /// <param name="sizes">How many entries each log has in the copy of the database, made before.</param>
    public static void Write(string from, string to, IReadOnlyDictionary<Guid, long> sizes)
    {
        if (!System.IO.Directory.Exists(from)) return;
        foreach (var path in System.IO.Directory.EnumerateFiles(from, "*.heads*"))
        {
            var copy = Path.Combine(to, Path.GetFileName(path));
            if (Path.GetExtension(path) != TreeHeads.Extension
                || !Guid.TryParseExact(Path.GetFileNameWithoutExtension(path), "N", out var log))
            {
                OwnerOnly.Copy(path, copy);
                continue;
            }

            var text = Until(log, HeadChain.TextOf(path), sizes.GetValueOrDefault(log));
            if (text.Length == 0 && !sizes.ContainsKey(log)) continue; // a customer made since
            OwnerOnly.File(copy);
            File.WriteAllText(copy, text, Encoding.Latin1);
        }
    }

    /// <summary>A file of heads up to the last that is of no more entries than these.</summary>
    public static string Until(Guid log, string text, long size)
    {
        var (end, at) = (0, 0);
        foreach (var line in text.Split('\n')[..^1])
        {
            at += line.Length + 1;
            if (OutsideHead.Parse(log, line) is not { } head) continue;
            // The head of the commit that was under way may not have come any more: then the one that announced it stands for it.
            if (head.IsAnnounced ? head.Size == size : head.Size <= size) end = at;
        }

        return text[..end];
    }
}
