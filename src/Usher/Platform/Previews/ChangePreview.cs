using System.Text.Json.Serialization;
using Usher.Access;

namespace Usher.Platform;

/// <summary>
/// A change of access: whoever would make it can ask first which decisions it flips, and tie its confirmation to the answer.
/// </summary>
public interface IChangesAccess;

/// <summary>Which decisions a change would flip, as far as the caller may see; nothing was changed.</summary>
/// <param name="Token">What a confirmation is sent with.</param>
/// <param name="Flips">Every decision that flips.</param>
/// <param name="Gains">What is allowed from then on and is refused now.</param>
/// <param name="Losses">What is refused from then on and is allowed now.</param>
/// <param name="Withheld">Whether it flips more, which is not for the caller to see: of Insights, for those who do not see its
/// directory.</param>
public sealed record ChangePreview([property: JsonIgnore] PreviewToken Token, [property: JsonIgnore] DecisionFlips Flips,
    PreviewSide Gains, PreviewSide Losses, bool Withheld);

/// <summary>Those who gain, or those who lose.</summary>
/// <param name="People">How many people.</param>
/// <param name="IntegrationUsers">How many integration users.</param>
/// <param name="Groups">Those with the same flips, the largest group first.</param>
/// <param name="More">How many such groups are left out.</param>
public sealed record PreviewSide(int People, int IntegrationUsers, IReadOnlyList<PreviewGroup> Groups, int More);

/// <summary>People, or integration users, with the same decisions that flip.</summary>
/// <param name="People">Some of the people, by name.</param>
/// <param name="IntegrationUsers">Some of the integration users, by name.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Decisions">What they gain or lose.</param>
public sealed record PreviewGroup(IReadOnlyList<PersonView> People, IReadOnlyList<string> IntegrationUsers, int Count,
    IReadOnlyList<PreviewLine> Decisions);

/// <summary>Decisions about one permission. A member is left out where the permission is not measured by it.</summary>
/// <param name="Permission">What, as <c>type/action</c>.</param>
/// <param name="Meaning">The same as a verb phrase.</param>
/// <param name="Apps">With which apps.</param>
/// <param name="Tenants">In which tenants.</param>
/// <param name="Teams">For which teams.</param>
/// <param name="CallsOf">The calls of which teams and channels.</param>
/// <param name="On">On which people, where it was or stays allowed on others.</param>
public sealed record PreviewLine(string Permission, string Meaning, PreviewThings? Apps, PreviewThings? Tenants, PreviewThings? Teams,
    PreviewThings? CallsOf, PreviewThings? On);

/// <summary>Things of one kind.</summary>
/// <param name="Names">What they are called: some of them, in the reader's order.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Every">Whether these are all that the customer has.</param>
public sealed record PreviewThings(IReadOnlyList<string> Names, int Count, bool Every);

/// <summary>The change would not flip what its preview showed: here is what it would.</summary>
/// <param name="Preview">What it would flip now.</param>
public sealed record PreviewChanged([property: JsonIgnore] ChangePreview Preview)
    : Refusal("What this change does is different by now. Look at it again, then confirm.");
