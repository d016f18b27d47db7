using Microsoft.AspNetCore.Http.Features;
using Usher.Web.Api;

namespace Usher.Web.Hosting;

/// <summary>
/// How large a body may be. One that says beforehand that it is larger is refused with 413, and the rest of it read past for a while: a
/// client that is still sending would otherwise meet a broken connection instead of the answer.
/// </summary>
public static class Bodies
{
    /// <summary>The most a body may have in bytes, where its address does not take calls.</summary>
    public const int Longest = 4 << 20;

    /// <summary>The most a call may have in bytes.</summary>
    public const int LongestCall = 32 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The most that an address takes.</summary>
    public static int Most(PathString path) => path == "/api/calls" ? LongestCall : Longest;

    /// <summary>Sets the limit of the address; true when the request was refused and answered.</summary>
    public static Task<bool> Refuse(HttpContext http) => Refuse(http, Most(http.Request.Path));

    /// <summary>Sets a limit in bytes; true when the request was refused and answered.</summary>
    public static async Task<bool> Refuse(HttpContext http, int most)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false } limit) return false;
        limit.MaxRequestBodySize = most;
        if (http.Request.ContentLength is not { } length || length <= most) return false;
        limit.MaxRequestBodySize = null;
        http.Response.Headers.Connection = "close";
        await Faults.Status(http, StatusCodes.Status413PayloadTooLarge).ExecuteAsync(http);
        await http.Response.CompleteAsync();
        // A client that waits to be told to go on has sent nothing.
        if (http.Request.Headers.Expect.Count == 0) await ReadPast(http);
        return true;
    }

    /// <summary>The body, to the byte; of a longer one at least one byte more than the most.</summary>
    public static async Task<byte[]> Read(HttpContext http, int most)
    {
        using var read = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (int count; read.Length <= most && (count = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
            read.Write(buffer, 0, count);
        return read.ToArray();
    }

    private static async Task ReadPast(HttpContext http)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        enough.CancelAfter(Patience);
        try
        {
            await http.Request.Body.CopyToAsync(Stream.Null, enough.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            // Gone, or too slow: it has had its answer.
        }
    }
}
