using System.Net;
using Samjhadoo.Identity.Infrastructure;
using Samjhadoo.Identity.Infrastructure.Users;
using Samjhadoo.Shared.Infrastructure.Hosting;

namespace Samjhadoo.Identity.Tests.Registration;

public sealed class CreateAdminTests
{
    [TestCase("seven green parrots", 0)]
    [TestCase("password1", 1)]
    public async Task The_first_admin_is_made_on_the_hosts_command_line(string password, int exitCode)
    {
        var person = AuthHost.NewPerson();
        var (input, output, errors) = (Console.In, Console.Out, Console.Error);
        try
        {
            Console.SetIn(new StringReader(password + "\n"));
            Console.SetOut(TextWriter.Null);
            Console.SetError(TextWriter.Null);
            (await SamjhadooApp.RunAsync(
                [
                    CreateAdmin.Verb, .. AuthHost.Host.Database.Arguments, "--Passwords:MemoryKib=64", "--Passwords:Iterations=1", $"--Keys:Folder={AuthHost.Host.Folder}/keys",
                    $"--username={person.Username}", $"--email={person.Email}", "--name=Kavita Rao",
                ],
                [new IdentityModule()])).Should().Be(exitCode);
        }
        finally
        {
            Console.SetIn(input);
            Console.SetOut(output);
            Console.SetError(errors);
        }

        (await AuthHost.CountAsync("select count(*) from identity.users where username = $1 and role = 'ADMIN'", person.Username)).Should().Be(exitCode == 0 ? 1 : 0);
        using var client = AuthHost.Client();
        await client.LoginAsync(person.Username, password).ShouldBeAsync(exitCode == 0 ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
    }
}
