using Usher.Platform;
using Usher.Web.Commands;

namespace Usher.Tests.Platform;

public class MomentTests
{
    [Theory]
    [InlineData("2026-12-01T00:00:00Z", "2026-12-01T00:00:00Z")]
    [InlineData("2026-12-01T09:00+01:00", "2026-12-01T08:00:00Z")]
    [InlineData("2027-03-28T02:30:00.1234567-05:00", "2027-03-28T07:30:00.1234567Z")]
    public void A_time_with_its_offset_is_an_instant(string text, string instant)
    {
        Moment.TryRead(text, out var moment).ShouldBeTrue();
        moment.ShouldBe(DateTimeOffset.ParseExact(instant, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2027-03-28")]
    [InlineData("2027-03-28T02:30:00")]
    [InlineData("2027-03-28 02:30:00Z")]
    [InlineData("2027-03-28T02:30:00 01:00")]
    [InlineData("2027-03-28T02:30:00Z\n")]
    [InlineData("2027-02-30T00:00:00Z")]
    [InlineData("2027-03-28T25:00:00Z")]
    [InlineData("28/03/2027 02:30 +01:00")]
    [InlineData("1806287400")]
    public void What_has_no_offset_or_is_no_time_is_none(string? text) => Moment.TryRead(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2026-12-01T00:00:00", false)]
    [InlineData("2026-12-01T00:00:00Z", true)]
    public void The_command_line_takes_a_start_only_with_its_offset(string start, bool taken) =>
        (IngestCommand.Create().Parse(["call.json", "--customer", "harbor", "--start", start]).Errors.Count == 0).ShouldBe(taken);
}
