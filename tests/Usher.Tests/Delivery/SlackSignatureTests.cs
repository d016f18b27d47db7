using System.Text;
using Usher.Delivery.Slack;

namespace Usher.Tests.Delivery;

/// <summary>Requests as Slack signs them, by the example in Slack's own documentation (Verifying requests from Slack).</summary>
public class SlackSignatureTests
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Timestamp = "1531420618";
    private const string Signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
        + "&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
        + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c");

    private static readonly DateTimeOffset Sent = DateTimeOffset.FromUnixTimeSeconds(1531420618);

    [Fact]
    public void The_example_in_Slacks_documentation_is_genuine() =>
        SlackSignature.IsGenuine(Secret, Timestamp, Signature, Body, Sent).ShouldBeTrue();

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void A_request_is_good_for_five_minutes(int seconds, bool genuine) =>
        SlackSignature.IsGenuine(Secret, Timestamp, Signature, Body, Sent.AddSeconds(seconds)).ShouldBe(genuine);

    [Theory]
    [InlineData("8f742231b10e8888abcd99yyyzzz85a6", Timestamp, Signature)]
    [InlineData(Secret, "1531420619", Signature)]
    [InlineData(Secret, "+1531420618", Signature)]
    [InlineData(Secret, "9223372036854775807", Signature)]
    [InlineData(Secret, "", Signature)]
    [InlineData(Secret, null, Signature)]
    [InlineData(Secret, Timestamp, "v0=A2114D57B48EAC39B9AD189DD8316235A7B4A8D21A10BD27519666489C69B503")]
    [InlineData(Secret, Timestamp, "a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData(Secret, Timestamp, "")]
    [InlineData(Secret, Timestamp, null)]
    public void Whatever_differs_is_not_genuine(string secret, string? timestamp, string? signature) =>
        SlackSignature.IsGenuine(secret, timestamp, signature, Body, Sent).ShouldBeFalse();

    [Fact]
    public void One_byte_of_the_body_matters()
    {
        var other = Body.ToArray();
        other[^1] ^= 1;
        SlackSignature.IsGenuine(Secret, Timestamp, Signature, other, Sent).ShouldBeFalse();
    }
}
