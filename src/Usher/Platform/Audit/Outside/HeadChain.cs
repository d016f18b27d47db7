using System.Security.Cryptography;
using System.Text;

namespace Usher.Platform.Audit;

/// <summary>The lines of a log's file of heads, oldest first, and whether they follow from one another.</summary>
public sealed class HeadChain
{
    private HeadChain(IReadOnlyList<OutsideHead> heads, IReadOnlyList<string> faults, byte[] last) =>
        (Heads, Faults, Last) = (heads, faults, last);

    /// <summary>The lines that are heads.</summary>
    public IReadOnlyList<OutsideHead> Heads { get; }

    /// <summary>What is wrong with the lines themselves, a sentence for each.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>What a next line would name as the one before it.</summary>
    public byte[] Last { get; }

    /// <summary>What the first line goes on from; all zeros: it is the log's first.</summary>
    public byte[] From => Heads.Count == 0 ? OutsideHead.Nothing : Heads[0].Previous;

    /// <summary>The longest head of a commit that came about; null: there is none.</summary>
    public OutsideHead? Longest => Heads.Where(head => !head.IsAnnounced).MaxBy(head => head.Size);

    /// <summary>Heads that were announced after it: one commit may have come about without its head.</summary>
    public IEnumerable<OutsideHead> Announced => Heads.Reverse().TakeWhile(head => head.IsAnnounced);

    /// <summary>
    /// Reads a file's text. A last line without its end was being written when the process was killed: it counts for nothing.
    /// </summary>
    /// <param name="log">Whose heads.</param>
    /// <param name="text">The file.</param>
    /// <param name="key">With which the last line must be signed; each names the one before, so that it confirms all. Null: signatures are
    /// not looked at.</param>
    public static HeadChain Read(Guid log, string text, Func<OutsideHead, bool>? key)
    {
        var heads = new List<OutsideHead>();
        var faults = new List<string>();
        var last = OutsideHead.Nothing;
        foreach (var (i, line) in text.Split('\n')[..^1].Index())
        {
            if (OutsideHead.Parse(log, line) is not { } head)
                faults.Add($"Line {i + 1} of the heads outside the database can't be read.");
            else if (i > 0 && !head.Previous.AsSpan().SequenceEqual(last))
                faults.Add($"Line {i + 1} of the heads outside the database does not follow from the one before it: a line was removed, " +
                    "added or changed.");
            else if (!head.IsAnnounced && heads.LastOrDefault(one => !one.IsAnnounced) is { } before && head.Size < before.Size)
                faults.Add($"Line {i + 1} of the heads outside the database is of fewer entries than one before it.");
            if (OutsideHead.Parse(log, line) is { } read) heads.Add(read);
            last = OutsideHead.HashOf(line);
        }

        if (key is not null && heads.Count > 0 && !key(heads[^1]))
            faults.Add($"The outside head of size {heads[^1].Size} was not signed by this key.");
        return new(heads, faults, last);
    }

    /// <summary>What a new chain names when it goes on from a file that is put aside, whatever is in it.</summary>
    public static byte[] HashOf(ReadOnlySpan<byte> file) => SHA256.HashData([.. "usher heads\n"u8, .. file]);

    /// <summary>Reads a file that another process may be writing to.</summary>
    internal static string TextOf(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false);
        return reader.ReadToEnd();
    }
}
