using System.Diagnostics;
using Dapper;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Jobs;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Modules;
using Samjhadoo.Shared.Infrastructure.Persistence;

namespace Samjhadoo.EndToEnd.Tests.Lab;

/// <summary>A module that tells events and writes a row for each effect, without any uniqueness: what happens twice is seen twice.</summary>
public sealed class TallyModule : IModule
{
    public string Name => "Tally";

    public string Schema => "tally";

    public void Register(ModuleBuilder module) => module.UseDatabase<TallyDbContext>();

    public void MapEndpoints(IEndpointRouteBuilder api) =>
        api.MapPost("/tally/events", (TellEventsCommand command, ISender sender, CancellationToken cancellationToken) =>
                sender.SendAsync(command, cancellationToken).ToNoContent())
            .AllowAnonymous().WithName("tellEvents").WithSummary("Tell events").WithTags("Tally");
}

public static class Tally
{
    public static IReadOnlyList<IModule> Modules { get; } = [.. Host.Modules.All, new TallyModule()];
}

/// <summary>Counted once by each consumer.</summary>
[EventName("tally.counted.v1")]
public sealed record Counted(string Batch, int Number, string? Poison) : IIntegrationEvent;

/// <summary>Tells <paramref name="Count"/> events in one transaction.</summary>
/// <param name="Batch">What the test calls them.</param>
/// <param name="Count">How many.</param>
/// <param name="Poison">What the first one does instead of being counted: <c>throw</c> or <c>kill</c>; null when it is like the others.</param>
public sealed record TellEventsCommand(string Batch, int Count, string? Poison) : ICommand<Done>;

public sealed class TellEventsHandler(IOutbox outbox) : ICommandHandler<TellEventsCommand, Done>
{
    public Task<Result<Done>> Handle(TellEventsCommand request, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= request.Count; number++)
            outbox.Add($"tally:{request.Batch}:{number % 20}", number, new Counted(request.Batch, number, number == 1 ? request.Poison : null));
        return Task.FromResult(Done.Result);
    }
}

public sealed class CountEffects(TallyDbContext database) : IConsumer<Counted>
{
    public async Task ConsumeAsync(Counted integrationEvent, EventContext context, CancellationToken cancellationToken)
    {
        switch (integrationEvent.Poison)
        {
            case "throw":
                throw new InvalidOperationException("This event is poison.");
            case "kill":
                Process.GetCurrentProcess().Kill();
                break;
        }

        await database.Database.GetDbConnection().ExecuteAsync(
            "insert into effects (message_id, batch, number) values (@MessageId, @Batch, @Number)",
            new { context.MessageId, integrationEvent.Batch, integrationEvent.Number },
            database.Database.CurrentTransaction?.GetDbTransaction());
    }
}

/// <summary>A job that says when it ran, by Postgres's clock: two runs at once, or too soon after each other, are seen.</summary>
public sealed class Tick(TallyDbContext database) : IJob
{
    public string Name => "tally.tick";

    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var connection = database.Database.GetDbConnection();
        var id = await connection.ExecuteScalarAsync<long>("insert into ticks (began_at) values (clock_timestamp()) returning id");
        await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        await connection.ExecuteAsync("update ticks set ended_at = clock_timestamp() where id = @id", new { id });
    }
}

public sealed class TallyDbContext(DbContextOptions<TallyDbContext> options) : ModuleDbContext(options, "tally");

[DbContext(typeof(TallyDbContext))]
[Migration("20261122000000_Effects")]
public sealed class Effects : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create table effects (
            id         bigint generated always as identity primary key,
            message_id uuid not null,
            batch      text not null,
            number     int  not null
        );
        create table ticks (
            id       bigint generated always as identity primary key,
            began_at timestamptz not null,
            ended_at timestamptz
        );
        """);
}
