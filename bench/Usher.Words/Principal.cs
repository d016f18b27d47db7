namespace Usher.Words;

/// <summary>The directions in which vectors differ most.</summary>
internal static class Principal
{
    private const int Rounds = 60;

    /// <summary>The vectors without their mean, along so many of those directions.</summary>
    public static double[][] Components(float[][] vectors, int count)
    {
        var size = vectors[0].Length;
        var mean = new double[size];
        foreach (var vector in vectors)
            for (var i = 0; i < size; i++) mean[i] += vector[i] / (double)vectors.Length;
        var spread = new double[size][];
        for (var i = 0; i < size; i++) spread[i] = new double[size];
        foreach (var vector in vectors)
            for (var i = 0; i < size; i++)
                for (var j = 0; j <= i; j++) spread[i][j] += (vector[i] - mean[i]) * (vector[j] - mean[j]);
        for (var i = 0; i < size; i++)
            for (var j = 0; j < i; j++) spread[j][i] = spread[i][j];
        var axes = Axes(spread, count);
        return [.. vectors.Select(v => Array.ConvertAll(axes, axis => Enumerable.Range(0, size).Sum(i => (v[i] - mean[i]) * axis[i])))];
    }

    // Turned by the spread again and again, and kept square to each other, directions settle on those of the largest spread.
    private static double[][] Axes(double[][] spread, int count)
    {
        var size = spread.Length;
        var axes = Enumerable.Range(0, count).Select(k => Enumerable.Range(0, size).Select(i => Math.Sin((k + 1) * (i + 1))).ToArray())
            .ToArray();
        for (var round = 0; round < Rounds; round++)
            for (var k = 0; k < count; k++)
            {
                axes[k] = Array.ConvertAll(spread, row => Dot(row, axes[k]));
                for (var other = 0; other < k; other++)
                {
                    var along = Dot(axes[k], axes[other]);
                    for (var i = 0; i < size; i++) axes[k][i] -= along * axes[other][i];
                }

                var length = Math.Sqrt(Dot(axes[k], axes[k]));
                for (var i = 0; i < size; i++) axes[k][i] /= length;
            }

        return axes;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
