namespace Usher.Tests;

/// <summary>Things made unlike what they were, whatever they were: a fixed other value would now and then be the same one.</summary>
public static class Altered
{
    /// <summary>The text with another letter or digit in its middle.</summary>
    public static string One(string text) => text[..(text.Length / 2)] + (text[text.Length / 2] == 'A' ? 'B' : 'A') + text[(text.Length / 2 + 1)..];
}
