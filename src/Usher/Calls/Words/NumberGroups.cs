using System.Text;

namespace Usher.Calls.Words;

/// <summary>
/// A number that is written in several pieces: <c>1,200</c>, <c>1 200 000</c>, <c>12,34,567</c>, <c>1.200,50</c>, <c>3.5</c>.
/// </summary>
/// <param name="Pieces">How many pieces it takes.</param>
/// <param name="Keys">What it is found by: its digits in one, and as a decimal where it may be one.</param>
/// <param name="IsSpaced">Its groups are apart: it may as well be several numbers.</param>
internal readonly record struct NumberGroups(int Pieces, IReadOnlyList<string> Keys, bool IsSpaced)
{
    /// <summary>Is between a number and its decimals, whatever sign was written; no text holds it.</summary>
    private const char Point = '\uE000';
    private const int MostPieces = 7;

    /// <summary>The number that begins with this piece; null when it is one piece alone or none.</summary>
    public static NumberGroups? At(List<Piece> pieces, int first, string text)
    {
        if (!pieces[first].IsNumber) return null;
        var groups = 1;
        var digits = new StringBuilder(pieces[first].Plain);
        char? sign = null;
        if (pieces[first].Plain is not ['0', ..] and { Length: <= 3 })
            while (groups < MostPieces && Next(groups) is { } next && IsGrouping(next.Sign) && (sign ?? next.Sign) == next.Sign
                && IsGroup(next.Piece, groups))
            {
                sign = next.Sign;
                digits.Append(next.Piece.Plain);
                groups++;
            }

        // A last group of two is no group: 12,34 is a decimal.
        while (groups > 1 && pieces[first + groups - 1].Plain.Length != 3) digits.Length -= pieces[first + --groups].Plain.Length;
        if (Next(groups) is { } decimals && IsPoint(decimals.Sign) && (groups == 1 || decimals.Sign != sign))
        {
            var keys = new List<string> { $"{digits}{Point}{Short(decimals.Piece.Plain)}" };
            if (groups > 1) keys.Add(digits.ToString());
            var end = groups + 1;
            // A version, such as 1.2.3.
            for (; groups == 1 && end < MostPieces && Next(end) is { } more && more.Sign == decimals.Sign; end++)
                keys.Add($"{keys[^1]}{Point}{more.Piece.Plain}");
            return new(end, keys, false);
        }

        if (groups == 1) return null;
        var spaced = char.IsWhiteSpace(sign!.Value);
        return new(groups, groups == 2 && sign == '.'
            ? [digits.ToString(), $"{pieces[first].Plain}{Point}{pieces[first + 1].Plain}"]
            : [digits.ToString()], spaced);

        (char Sign, Piece Piece)? Next(int at) =>
            first + at < pieces.Count && pieces[first + at] is { IsNumber: true } piece && piece.Start - pieces[first + at - 1].End == 1
                ? (Simple(text[piece.Start - 1]), piece)
                : null;

        bool IsGroup(Piece piece, int at) =>
            piece.Plain.Length == 3 || (piece.Plain.Length == 2 && text[piece.Start - 1] == ',' && at < MostPieces);
    }

    private static string Short(string decimals) => decimals.TrimEnd('0') is { Length: > 0 } some ? some : "0";

    private static char Simple(char sign) => sign switch
    {
        '，' or '٬' => ',',
        '．' or '٫' => '.',
        '’' or '＇' => '\'',
        '\u00A0' or '\u202F' or '\u2009' => ' ',
        _ => sign,
    };

    private static bool IsGrouping(char sign) => sign is ',' or '.' or '\'' or ' ' or '_';

    private static bool IsPoint(char sign) => sign is '.' or ',';
}
