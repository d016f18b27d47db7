using System.Text;
using Usher.Identity;
using Usher.Tests.Directory;

namespace Usher.Tests.Identity;

/// <summary>Which passwords may be chosen, and that one is the same however it is typed.</summary>
public class PasswordRulesTests
{
    private static readonly IReadOnlyList<string> Ana = PasswordRules.Details(["usher", "ana.silva@harbor.example", "Ana Silva-Müller", "Harbor Foods Ltd.", "harbor-foods"]);

    [Theory]
    [InlineData("password1234")]
    [InlineData("Password1234")]
    [InlineData("PASSWORD123!")]
    [InlineData("passwordpassword")]
    [InlineData("P@ssw0rd2026")]
    [InlineData("p4$$w0rd!!!!")]
    [InlineData("123456789012")]
    [InlineData("098765432109")]
    [InlineData("abcdefghijkl")]
    [InlineData("zyxwvutsrqpo")]
    [InlineData("abcabcabcabc1")]
    [InlineData("iuytiuytiuyt")]
    [InlineData("qwertyuiop12")]
    [InlineData("qwertyuiop[]")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("q1w2e3r4t5y6")]
    [InlineData("asdfghjkl123")]
    [InlineData("iloveyou1234")]
    [InlineData("Welcome12345")]
    [InlineData("letmein123456")]
    [InlineData("qwerty123456789")]
    [InlineData("changeme2026")]
    [InlineData("Summer2026!!")]
    [InlineData("dragondragon")]
    [InlineData("adminpassword")]
    [InlineData("password-admin")]
    [InlineData("motdepasse12")]
    [InlineData("Contraseña12")]
    [InlineData("2026Football!")]
    [InlineData("trustno1trustno1")]
    [InlineData("ｐａｓｓｗｏｒｄ１２３４")]
    public void The_commonest_are_refused_however_they_are_dressed(string password) =>
        PasswordRules.Refuse(PasswordRules.Text(password), Ana).ShouldBeOneOf(new PasswordTooCommon(), new PasswordTooWeak());

    [Theory]
    [InlineData("ana.silva@harbor.example")]
    [InlineData("Ana.Silva@Harbor")]
    [InlineData("anasilva2026!")]
    [InlineData("AnaSilvaMüller")]
    [InlineData("anasilvamuller")]
    [InlineData("Silva-Ana-1990")]
    [InlineData("avlis-ana-Ana-Silva")]
    [InlineData("Harbor Foods!")]
    [InlineData("harborfoods26")]
    [InlineData("h4rb0r-f00ds-1")]
    [InlineData("harborpassword123")]
    [InlineData("usher-harbor-ana")]
    [InlineData("my-harborfoods-pw")]
    public void What_is_made_of_the_own_address_names_and_company_is_refused(string password) =>
        PasswordRules.Refuse(PasswordRules.Text(password), Ana).ShouldBe(new PasswordNamesYou());

    [Theory]
    [InlineData("a quiet harbour at dawn")]
    [InlineData("correct horse battery staple")]
    [InlineData("banana-split-sunday")]
    [InlineData("harbor lights over copper roofs")]
    [InlineData("Grüner-Elefant-Tasche-éñ")]
    [InlineData("tU9#mm2!qLz0")]
    [InlineData("839201847362")]
    [InlineData("東京の朝はとても静かです。良い")]
    [InlineData("🦊🐢🦉🐙🦀🐝🐌🦎🐧🦔🐿🦩")]
    public void Others_may_be_chosen_in_any_script(string password) => PasswordRules.Refuse(PasswordRules.Text(password), Ana).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("elevenchars")]
    [InlineData("aaaaaabbbbbb")]
    [InlineData("🦊🐢🦉🐙🦀🐝🐌🦎🐧🦔🐿")]
    public void What_is_short_or_uniform_is_refused(string password) => PasswordRules.Refuse(PasswordRules.Text(password), []).ShouldBe(new PasswordTooWeak());

    [Fact]
    public void What_is_no_text_is_no_password() => PasswordRules.Refuse(PasswordRules.Text("half a pair \ud800 and more"), []).ShouldBe(new PasswordTooWeak());

    [Fact]
    public void A_password_has_200_characters_at_most()
    {
        var dice = new Random(7);
        var longest = string.Concat(Enumerable.Range(0, 200).Select(_ => (char)('a' + dice.Next(26))));
        PasswordRules.Refuse(PasswordRules.Text(longest), []).ShouldBeNull();
        PasswordRules.Refuse(PasswordRules.Text(longest + "x"), []).ShouldBe(new PasswordTooWeak());
    }

    [Theory]
    [InlineData(NormalizationForm.FormC, NormalizationForm.FormD)]
    [InlineData(NormalizationForm.FormD, NormalizationForm.FormC)]
    public async Task A_password_is_the_same_composed_or_not(NormalizationForm chosen, NormalizationForm typed)
    {
        const string email = "orgadmin@harbor.example";
        const string password = "Grüner-Elefant-Tasche-éñ";
        await using var town = await Town.Open();
        var link = await town.Do("host", new MakeUserLink(email));
        (await town.SetPassword(link.Token!, password.Normalize(chosen))).Refused.ShouldBeNull();

        var cookie = (await town.SignIn(email, password.Normalize(typed))).Value.ShouldNotBeNull();
        var me = (await town.Sessions.Find(cookie.AsMemory(), default))!.Caller;
        (await town.ChangePassword(me, password.Normalize(typed), "another quiet lighthouse")).Refused.ShouldBeNull();
        (await town.SignIn(email, "\ud800")).Refused.ShouldBe(new SignInRefused());
    }
}
