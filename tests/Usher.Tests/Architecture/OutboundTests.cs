using System.Net.Http;
using Usher.Platform;

namespace Usher.Tests.Architecture;

/// <summary>Who may call out.</summary>
public sealed class OutboundTests
{
    [Fact]
    public void Nothing_makes_a_client_that_calls_out_but_the_piece_that_guards_it()
    {
        var makers = from type in typeof(Gate).Assembly.GetTypes().Concat(typeof(global::Usher.Web.Hosting.UsherHost).Assembly.GetTypes())
                     where !type.Name.Contains('<', StringComparison.Ordinal)
                     from called in Il.Called(type)
                     where called.IsConstructor && (called.DeclaringType == typeof(SocketsHttpHandler) || called.DeclaringType == typeof(HttpClientHandler)
                         || (called.DeclaringType == typeof(HttpClient) && called.GetParameters().Length == 0))
                     select type.FullName;
        makers.Distinct().ShouldBe([typeof(OutboundHosts).FullName]);
    }
}
