using System.CommandLine;
using Usher.Access;
using Usher.Platform;
using Usher.Web.Commands;

namespace Usher.Tests.Commands;

public class CommandOutputTests
{
    private readonly StringWriter _answer = new();
    private readonly StringWriter _error = new();

    private CommandOutput Text => new(_answer, _error, json: false);

    private CommandOutput Json => new(_answer, _error, json: true);

    [Fact]
    public void An_answer_is_text_or_one_line_of_JSON_on_stdout()
    {
        Text.Answer(new { Name = "Ana", At = 3 }, a => $"{a.Name} at {a.At}").ShouldBe(Exit.Done);
        Json.Answer(new { Name = "Ana\nRuiz", At = 3 }, a => a.Name).ShouldBe(Exit.Done);
        _answer.ToString().ShouldBe($"Ana at 3{Environment.NewLine}{{\"name\":\"Ana\\nRuiz\",\"at\":3}}{Environment.NewLine}");
        _error.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void A_refusal_is_one_line_on_stderr_with_its_name()
    {
        Json.Show((Outcome<Nothing>)new LastCustomerAdmin(), _ => "done").ShouldBe(Exit.Refused);
        _answer.ToString().ShouldBeEmpty();
        _error.ToString().ShouldStartWith("usher: LastCustomerAdmin: This is the company's last Customer Admin");
        _error.ToString().TrimEnd('\r', '\n').ShouldNotContain('\n');
    }

    [Fact]
    public void Invalid_input_says_what_is_wrong_with_which_member()
    {
        Text.Refuse(new Invalid("/email", "This is not an e-mail address.")).ShouldBe(Exit.Refused);
        _error.ToString().TrimEnd().ShouldBe("usher: Invalid: email: This is not an e-mail address.");
    }

    [Theory]
    [InlineData("Ana\u001b[2J\u0007", "Ana\uFFFD[2J\uFFFD")]
    [InlineData("a\u202Egnp.exe", "a\uFFFDgnp.exe")]
    [InlineData("nul\0", "nul\uFFFD")]
    [InlineData("Zoë 王 😀", "Zoë 王 😀")]
    public void Names_cannot_steer_the_terminal(string name, string shown)
    {
        Text.Answer(name, n => n);
        _answer.ToString().TrimEnd('\r', '\n').ShouldBe(shown);
    }

    [Fact]
    public void An_error_of_many_lines_stands_in_one()
    {
        Text.Fail("one\r\ntwo\u2028three", Exit.StoreAway).ShouldBe(Exit.StoreAway);
        _error.ToString().TrimEnd('\r', '\n').ShouldBe("usher: one two three");
    }

    [Fact]
    public async Task Work_gives_its_result_and_its_fault_through()
    {
        (await Text.Working("Counting", measure =>
        {
            measure.Advance(2);
            return Task.FromResult(measure.Done);
        })).ShouldBe(2);
        await Should.ThrowAsync<InvalidDataException>(() => Text.Working<int>("Counting", _ => throw new InvalidDataException()));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("serve --nonsense")]
    [InlineData("")]
    public async Task A_command_line_that_is_none_exits_2_and_says_where_help_is(string line)
    {
        var code = await UsherCommand.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), new InvocationConfiguration { Output = _answer, Error = _error });
        code.ShouldBe(Exit.Usage);
        _answer.ToString().ShouldBeEmpty();
        _error.ToString().TrimEnd().Split('\n').Length.ShouldBe(1);
        _error.ToString().ShouldContain("--help");
    }
}
