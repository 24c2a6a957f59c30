using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Tests.SampleModule;
using Samjhadoo.Testing;

namespace Samjhadoo.Shared.Tests.Persistence;

[TestFixture]
internal sealed class TransactionTests : SampleHost
{
    // A second host joins the first.
    protected override ModuleHostOptions Options => new() { Redis = true, RabbitMq = true };

    [Test]
    public async Task Lost_races_are_run_again_unseen()
    {
        var first = await WriteAsync("First");
        var second = await WriteAsync("Second");
        for (var round = 0; round < 2; round++)
        {
            var renames = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => SendAsync(i % 2 == 0
                ? new RenameBothCommand(first, second, $"up {i}")
                : new RenameBothCommand(second, first, $"down {i}"))));
            renames.Should().OnlyContain(result => result.IsSuccess);
        }

        (await ScalarAsync<int>("select sum(version)::int from sample.notes")).Should().Be(2 + (2 * 8));
    }

    [Test]
    public async Task What_a_refused_command_changed_does_not_leak_into_the_next_one()
    {
        await WriteAsync("taken");
        await using var scope = Host.Services.CreateAsyncScope();
        var sender = scope.ServiceProvider.GetRequiredService<ISender>();
        var id = (await sender.SendAsync(new SeedNoteCommand("Mine"), CancellationToken.None)).Value;

        var refused = await sender.SendAsync(new SeedNoteCommand("taken"), CancellationToken.None);
        var next = await sender.SendAsync(new SeedNoteCommand("Next"), CancellationToken.None);

        refused.Error.Should().Be(NoteErrors.TitleTaken);
        next.IsSuccess.Should().BeTrue();
        (await ScalarAsync<long>("select count(*) from sample.notes where title in ('Mine', 'Next')")).Should().Be(2);
        id.Should().BePositive();
    }

    [Test]
    public async Task Our_types_travel_through_sql_into_positional_records()
    {
        using var asha = ClientOf(1);
        using var written = await PostAsync(asha, "/api/v1/sample/notes", new { title = "नमस्ते", price = 10.25m });

        var note = await asha.GetStringAsync(written.Headers.Location);
        var list = await asha.GetStringAsync("/api/v1/sample/notes?limit=1");

        note.Should().Be(await written.Content.ReadAsStringAsync()).And.Contain("10.25").And.Contain("नमस्ते");
        list.Should().Contain(note);
    }

    [Test]
    public async Task Keyset_pages_neither_skip_nor_repeat()
    {
        for (var i = 0; i < 7; i++)
            await WriteAsync($"Note {i}");
        using var asha = ClientOf(1);

        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var page = (await asha.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/v1/sample/notes?limit=3{(cursor is null ? "" : $"&cursor={cursor}")}"))!;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        seen.Should().HaveCount(7).And.OnlyHaveUniqueItems();
    }

    [Test]
    public async Task A_statement_that_takes_too_long_is_ended_by_the_server()
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredKeyedService<Npgsql.NpgsqlDataSource>("Sample");
        await using var command = database.CreateCommand("show statement_timeout");

        (await command.ExecuteScalarAsync()).Should().Be("5s");
    }

    [Test]
    public async Task Who_has_just_written_reads_the_primary_and_others_the_replica()
    {
        // A second database that nobody copies to stands for a replica that is behind.
        await using var replica = await TestDatabase.CreateAsync([Module]);
        var password = Host.Database.Arguments.Single(argument => argument.StartsWith("--Database:Passwords:Sample=", StringComparison.Ordinal)).Split('=', 2)[1];
        await using (var superuser = await replica.OpenAsync())
        {
            await using var command = new Npgsql.NpgsqlCommand($"alter role {replica.Name}_sample password '{password}'", superuser);
            await command.ExecuteNonQueryAsync();
        }

        var server = replica.Arguments.Single(argument => argument.StartsWith("--ConnectionStrings:Samjhadoo=", StringComparison.Ordinal)).Split('=', 2)[1];
        await using var host = await ModuleHost.StartAsync(
            [Module], Options with { Database = Host.Database, Arguments = [$"--ConnectionStrings:SamjhadooRead={server}", "--Database:MaxConnectionsPerHost=20"] });
        using var asha = ClientOf(1);
        using var raj = ClientOf(2);
        asha.BaseAddress = raj.BaseAddress = host.Url;

        using var written = await PostAsync(asha, "/api/v1/sample/notes", new { title = "Fresh", price = 1 });

        (await asha.GetAsync(written.Headers.Location)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await raj.GetAsync(written.Headers.Location)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        await Eventually.TrueAsync(async () => (await asha.GetAsync(written.Headers.Location)).StatusCode == HttpStatusCode.NotFound);
    }

    private async Task<long> WriteAsync(string title) => (await SendAsync(new SeedNoteCommand(title))).Value;

    private async Task<Result<T>> SendAsync<T>(IUseCase<T> useCase)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ISender>().SendAsync(useCase, CancellationToken.None);
    }
}
