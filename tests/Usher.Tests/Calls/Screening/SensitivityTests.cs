using System.Text.Json;
using Usher.Calls.Screening;
using Usher.Calls.Transcripts;
using Usher.Tests.Calls.Engine;

namespace Usher.Tests.Calls.Screening;

public class SensitivityTests
{
    [Theory]
    [InlineData(SensitivityClass.Personnel, """
        Ana: This has to stay between us. Has the disciplinary hearing been fixed for Paul?
        Bo: On Monday. He had the final warning in March, and his absences have gone up again.
        Ana: And his line manager, will she be there?
        Bo: Yes, with somebody from HR.
        """)]
    [InlineData(SensitivityClass.Health, """
        Ana: I wanted to tell you myself why I have not been in. I was diagnosed in the spring.
        Bo: I am so sorry. Are you having treatment?
        Ana: My chemotherapy starts on Tuesday, at the hospital in town. My consultant is good, but I feel unwell most days.
        Bo: Does anybody else know about your illness?
        """)]
    [InlineData(SensitivityClass.Legal, """
        Ana: Their solicitors have sent a letter before action, they want damages for the whole season.
        Bo: Our lawyers think the claim is weak. Would they go to court?
        Ana: Counsel says they are willing to sue, and that we should settle. The dispute is about liability alone.
        """)]
    [InlineData(SensitivityClass.Mergers, """
        Ana: The letter of intent is signed, so they get the data room from Wednesday.
        Bo: And the shareholders, do they know that we are selling the company?
        Ana: Two of them. The valuation is not public, and the announcement comes after the due diligence.
        """)]
    [InlineData(SensitivityClass.UnpublishedFinance, """
        Ana: Please treat this as confidential. The half-year figures are not out yet, and we are going to miss consensus.
        Bo: By how much? That would mean a profit warning.
        Ana: Revenue is down by nine per cent. The auditors want a write-down as well, before we publish.
        """)]
    public void A_call_of_each_class_is_held(SensitivityClass expected, string call) =>
        Sensitivity.Classify(Talk.Of(call).Turns).ShouldBe(expected);

    [Theory]
    [InlineData("""
        Ana: We do medicals for drivers, blood pressure, hearing, eyesight, and the fitness certificate comes in two days.
        Bo: One of mine is off sick with his back, so he would need an appointment in May.
        Ana: The occupational health nurse can see him, that is forty pounds. Symptoms and treatment go on the form.
        """)]
    [InlineData("""
        Ana: I have the contract marked up. Our lawyers would like liability capped at the fees of a year.
        Bo: I can live with that if breach of confidentiality stands outside of the cap. And damages?
        Ana: Direct damages only. Disputes go to the courts of this country, as usual.
        """)]
    [InlineData("""
        Ana: You were acquired last year, so who signs now? And what is your customer acquisition cost?
        Bo: The group signs. After the merger everything above fifty thousand goes to them.
        """)]
    [InlineData("""
        Ana: The forecast for the quarter is a million two, and revenue from renewals is ahead of plan.
        Bo: I hate my performance review, it is the same week as the figures. Fire away, what is the risk?
        """)]
    public void Ordinary_business_is_not(string call) => Sensitivity.Classify(Talk.Of(call).Turns).ShouldBeNull();

    [Fact]
    public void What_is_said_hours_apart_does_not_add_up()
    {
        var filler = string.Concat(Enumerable.Repeat("Cy: The van goes out at six and comes back at nine with the empty boxes from the shops.\n", 200));
        var call = $"Ana: There was a grievance once.\n{filler}Bo: They were made redundant, I read.\n{filler}Ana: He resigned, and HR had an investigation.\n{filler}";
        Sensitivity.Classify(Talk.Of(call).Turns).ShouldBeNull();
    }

    [Fact]
    public void An_empty_call_is_not_sensitive() => Sensitivity.Classify([]).ShouldBeNull();

    /// <summary>
    /// Passages that a hand wrote which had not seen the screen, and from which nothing is learnt. What is asked here is less than what is measured, so that other weights may be learnt.
    /// </summary>
    [Fact]
    public void Of_passages_kept_aside_it_holds_most_that_are_sensitive_and_hardly_any_other()
    {
        var (sensitive, ordinary) = (new List<bool>(), new List<bool>());
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests/Usher.Tests/Calls/Screening/passages/aside.jsonl")))
        {
            using var passage = JsonDocument.Parse(line);
            var turns = passage.RootElement.GetProperty("turns").EnumerateArray()
                .Select(turn => new Turn(turn.GetProperty("speaker").GetString()!, null, turn.GetProperty("text").GetString()!)).ToList();
            (passage.RootElement.GetProperty("label").GetString() == "sensitive" ? sensitive : ordinary).Add(Sensitivity.Classify(turns) is not null);
        }

        sensitive.Count.ShouldBe(283);
        sensitive.Average(held => held ? 1.0 : 0).ShouldBeGreaterThan(0.8);
        ordinary.Average(held => held ? 1.0 : 0).ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Of_the_demos_calls_it_holds_the_two_that_are_private()
    {
        var held = System.IO.Directory.GetFiles(Path.Combine(Repository.Root, "src/Usher.Web/Demo"), "*.txt", SearchOption.AllDirectories)
            .Where(file => Sensitivity.Classify(TranscriptReader.Read(File.ReadAllBytes(file), null, TranscriptLimits.Default).File!.Turns) is not null)
            .Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal);
        held.ShouldBe(["19-private-driver-matter", "22-corvane-in-confidence"]);
    }

    [Fact]
    public void A_personal_conversation_is_held_as_one() => Sensitivity.Classify(Talk.Of("""
        Ana: I moved out on Saturday. Tom and I have not really talked since the summer, and the children know now.
        Bo: Oh Ana. Are you with your sister?
        Ana: On her sofa. I have not told anyone at work, my mother is not speaking to me, and I cannot pay the rent alone.
        """).Turns).ShouldBe(SensitivityClass.Personal);
}
