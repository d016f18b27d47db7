using Usher.Web.Doctor;

namespace Usher.Tests.Doctor;

public sealed class DisksTests
{
    private static readonly string[] Mounts =
    [
        "21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
        "22 21 8:17 / /var/lib/usher-heads rw,relatime shared:2 - ext4 /dev/sdb1 rw",
        "23 21 8:1 /srv/data /mnt/bound rw,relatime shared:1 - ext4 /dev/sda1 rw",
        @"24 21 8:33 / /mnt/a\040b rw - ext4 /dev/sdc1 rw",
        "25 21 0:40 / /var/lib/usher-heads rw - tmpfs tmpfs rw",
    ];

    [Theory]
    [InlineData("/var/lib/usher/usher.db", "8:1")]
    [InlineData("/var/lib/usher-heads", "0:40")]
    [InlineData("/var/lib/usher-heads/x.heads", "0:40")]
    [InlineData("/var/lib/usher-heads-of-another/x.heads", "8:1")]
    [InlineData("/mnt/bound/heads", "8:1")]
    [InlineData("/mnt/a b/heads", "8:33")]
    public void A_path_is_on_the_device_of_the_innermost_and_latest_mount_that_holds_it(string path, string device) => Disks.Device(Mounts, path).ShouldBe(device);
}
