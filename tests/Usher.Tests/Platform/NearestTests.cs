using Usher.Platform;

namespace Usher.Tests.Platform;

public class NearestTests
{
    [Theory]
    [InlineData("aproved", "approved")]
    [InlineData("scope", "scopes")]
    [InlineData("untill", "until")]
    [InlineData("Approved", "approved")]
    [InlineData("first_name", "firstName")]
    [InlineData("teasm", "teams")]
    [InlineData("surplus", null)]
    [InlineData("id", null)]
    [InlineData("", null)]
    public void The_known_name_that_was_probably_meant_is_found_and_none_where_none_is_near(string given, string? meant) =>
        Nearest.Of(given, "approved", "scopes", "until", "firstName", "teams").ShouldBe(meant);
}
