using Microsoft.AspNetCore.Routing;

namespace Samjhadoo.Shared.Infrastructure.Modules;

/// <summary>
/// A business module, registered by one line in the host. Use cases, validators, consumers, jobs, mapping profiles and error
/// texts are found in the module's own assemblies; what is left to say is said here.
/// </summary>
public interface IModule
{
    /// <summary>The module's name as its projects carry it, e.g. <c>FriendlyTalk</c>.</summary>
    string Name { get; }

    /// <summary>The Postgres schema it owns, e.g. <c>friendly_talk</c>.</summary>
    string Schema { get; }

    /// <summary>
    /// Tables that keep history: <c>migrate</c> makes the database itself refuse UPDATE, DELETE and TRUNCATE there, by trigger for
    /// every role and by grant for the module's.
    /// </summary>
    IReadOnlyList<string> AppendOnlyTables => [];

    /// <summary>Registers the module's database and its services.</summary>
    void Register(ModuleBuilder module);

    /// <summary>Maps the module's routes below <c>/api/v1</c>.</summary>
    void MapEndpoints(IEndpointRouteBuilder api);

    /// <summary>Makes the rows the module cannot do without (system accounts, taxonomies). Repeatable; part of <c>migrate</c>.</summary>
    Task SeedReferenceDataAsync(IServiceProvider services, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Makes sample data for development, through the module's own use cases. Repeatable.</summary>
    Task LoadSampleDataAsync(IServiceProvider services, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Verbs of the host that are this module's, beside <c>migrate</c> and the like; each returns the process's exit code.</summary>
    IReadOnlyDictionary<string, Func<IServiceProvider, CancellationToken, Task<int>>> Verbs =>
        System.Collections.ObjectModel.ReadOnlyDictionary<string, Func<IServiceProvider, CancellationToken, Task<int>>>.Empty;

    /// <summary>
    /// Adds made-up users with the ids <paramref name="firstId"/> to <paramref name="lastId"/> and what belongs to them, by
    /// <see cref="Persistence.Copying">COPY</see>: part of the verb <c>seed</c>, for benchmarks and lists at size. Repeatable; nobody can log in as them.
    /// </summary>
    Task SeedUsersAsync(IServiceProvider services, long firstId, long lastId, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Makes mentors of made-up users; the other part of the verb <c>seed</c>. Repeatable.</summary>
    Task SeedMentorsAsync(IServiceProvider services, long firstId, long lastId, CancellationToken cancellationToken) => Task.CompletedTask;
}
