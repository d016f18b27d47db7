using System.Net;
using System.Net.Sockets;

namespace Usher.SystemTests;

/// <summary>A port on loopback that nothing listens on.</summary>
public static class FreePort
{
    /// <summary>Finds one.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
