using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Hosting;
using Samjhadoo.Testing;

namespace Samjhadoo.Architecture.Tests;

/// <summary>No code reaches a caller without words in all five languages, with the same placeholders.</summary>
public sealed class ErrorTextTests
{
    [TestCaseSource(typeof(House), nameof(House.Modules))]
    public void Every_error_of_a_module_has_its_words(ModuleOnDisk module) =>
        ErrorTextCheck.Of(module.Name, module.Assembly("Infrastructure"), [module.Assembly("Domain"), module.Assembly("Application"), module.Assembly("Infrastructure")])
            .Should().BeEmpty();

    [Test]
    public void Every_error_of_Shared_has_its_words() =>
        ErrorTextCheck.Of("Shared", typeof(SamjhadooApp).Assembly, [typeof(Error).Assembly, typeof(ISender).Assembly, typeof(SamjhadooApp).Assembly])
            .Should().BeEmpty();

    [Test]
    public void A_code_belongs_to_one_module_and_carries_its_name()
    {
        foreach (var module in House.Modules)
        {
            var name = string.Concat(module.Name.Select((letter, i) => i > 0 && char.IsUpper(letter) && char.IsLower(module.Name[i - 1]) ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
            ErrorTextCheck.ErrorsOf(module.Assembly("Domain")).Select(error => error.Code)
                .Should().OnlyContain(code => System.Text.RegularExpressions.Regex.IsMatch(code, $"^{name}\\.[a-z][a-z0-9_]*$"));
        }
    }
}
