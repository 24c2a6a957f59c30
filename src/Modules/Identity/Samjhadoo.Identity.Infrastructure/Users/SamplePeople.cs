using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Samjhadoo.Identity.Application.Registration;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Identity.Infrastructure.Users;

/// <summary>The people of the sample data; their password is everybody's, so Production has none of them.</summary>
internal static class SamplePeople
{
    public const string Password = "chai-aur-samosa-5";

    private static readonly Dictionary<string, AccountProfile> Profiles = new()
    {
        ["kavita.admin"] = new("en", "PROFESSIONAL", "Bengaluru", 1),
        ["raj.mentor"] = new("hi", "PROFESSIONAL", "Delhi", 1),
        ["meera.mentor"] = new("ta", "WOMAN", "Chennai", 1),
        ["arjun.mentor"] = new("bn", "PROFESSIONAL", "Kolkata", 1),
        ["lakshmi.mentor"] = new("te", "WOMAN", "Hyderabad", 1),
        ["priya"] = new("hi", "STUDENT", "Lucknow", 2),
        ["imran"] = new("en", "FARMER", "Nashik", 3),
        ["divya"] = new("en", "WOMAN", "Kochi", 2),
    };

    public static async Task MakeAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<IHostEnvironment>().IsProduction())
            throw new InvalidOperationException("Sample data has a password that everybody knows; it is not for production.");

        Console.WriteLine($"Sample logins, password {Password}");
        foreach (var person in SampleUsers.All)
        {
            await using var scope = services.CreateAsyncScope();
            var made = await scope.ServiceProvider.GetRequiredService<ISender>().SendAsync(
                new MakeAccountCommand(person.Username, $"{person.Username}@samjhadoo.example", Password, person.Name, person.Role, Profiles.GetValueOrDefault(person.Username)),
                cancellationToken);
            if (made.IsFailure && made.Error != IdentityErrors.UsernameTaken)
                throw new InvalidOperationException($"{person.Username} could not be made: {made.Error.Code}");
            Console.WriteLine($"  {person.Username,-16} {person.Role,-7} {person.Name}");
        }

        await MakeMentorsAsync(services.GetRequiredKeyedService<NpgsqlDataSource>("Identity"), cancellationToken);
    }

    // No password leads to their accounts, so none has to be hashed.
    private static async Task MakeMentorsAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            -- SampleMentors
            insert into users (username, email, password, name, role, created_at, email_verified_at)
            select username, username || '@samjhadoo.example', '!', name, 'MENTOR', now(), now()
            from unnest(@usernames, @names) as mentor (username, name)
            on conflict do nothing
            """,
            new { usernames = SampleUsers.Mentors.Select(mentor => mentor.Username).ToArray(), names = SampleUsers.Mentors.Select(mentor => mentor.Name).ToArray() },
            cancellationToken: cancellationToken));
        Console.WriteLine($"  and {SampleUsers.Mentors.Count} mentors whom nobody can log in as");
    }
}
