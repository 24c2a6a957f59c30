using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Identity.Application.Registration;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Infrastructure.Users;

/// <summary>
/// The verb <c>create-admin --username U --email E --name N</c>: the only way to the first admin. The password is read from
/// standard input, where no list of processes and no history shows it.
/// </summary>
internal static class CreateAdmin
{
    public const string Verb = "create-admin";

    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        string Option(string name) => configuration[name] ?? throw new InvalidOperationException($"{Verb} needs --{name}.");
        var (username, email, name) = (Option("username"), Option("email"), Option("name"));

        await Console.Error.WriteLineAsync("Password:");
        var password = await Console.In.ReadLineAsync(cancellationToken) ?? "";
        await using var scope = services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<ISender>()
            .SendAsync(new MakeAccountCommand(username, email, password, name, UserRole.Admin), cancellationToken);
        if (made.IsSuccess)
        {
            Console.WriteLine($"{username} is an admin.");
            return 0;
        }

        await Console.Error.WriteLineAsync($"Refused: {made.Error.Code}");
        foreach (var field in made.Error.Fields)
            await Console.Error.WriteLineAsync($"  {field.Pointer} {field.Message}");
        return 1;
    }
}
