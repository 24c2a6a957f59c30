using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Pipeline;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Http.OpenApi;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Shared.Tests.Http;

internal enum ShelfState
{
    OnSale,
    SoldOut,
}

internal sealed record AddBook(string Title, string? Note, Money Price, int Pages, ShelfState State, DateTimeOffset PublishedAt, IReadOnlyList<Author> Authors)
    : IRequest<Result<Book>>;

internal sealed record Author(string Name, string? Email = null);

internal sealed record EditBook(Optional<string> Title, Optional<string?> Note, Optional<Money> Price, Optional<int?> Pages);

internal sealed record Book(long Id, string Title, string? Note, Money Price, ShelfState State, DateTimeOffset PublishedAt, int Version) : IVersioned;

internal sealed class AddBookValidator : AbstractValidator<AddBook>
{
    public AddBookValidator()
    {
        RuleFor(book => book.Title).NotEmpty().MaximumLength(20);
        RuleForEach(book => book.Authors).ChildRules(author => author.RuleFor(one => one.Email).EmailAddress());
    }
}

/// <summary>A real Kestrel with the API's manners and a shelf of books in memory; no database is behind it.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    public static readonly Error SoldOut = new("books.sold_out", ErrorKind.Rule);

    private readonly WebApplication _app;

    private ApiHost(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = Url };
    }

    public HttpClient Client { get; }

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<ApiHost> StartAsync(params string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0", .. arguments]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new ModuleRegistry([]));
        builder.Services.AddHttpApi(builder.Configuration);
        var app = builder.Build();
        app.UseHttpApi();
        app.UseScreen();
        Map(app.MapApi());
        app.MapApiDocuments();
        await app.StartAsync();
        return new(app);
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null, string type = "application/json", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static void Map(Microsoft.AspNetCore.Routing.RouteGroupBuilder api)
    {
        var version = 1;
        var title = "Godaan";
        Result<Book> Current(long id) => id != 7
            ? RequestErrors.NotFound
            : new Book(7, title, null, Money.Rupees(120), ShelfState.OnSale, new DateTimeOffset(2024, 2, 29, 5, 30, 0, TimeSpan.FromHours(5.5)), version);

        api.MapGet("/books/{id:long}", (long id) => Task.FromResult(Current(id)).ToOk()).WithName("getBook").WithSummary("One book").WithTags("Books");
        api.MapGet("/books", ([AsParameters] PageRequest page) =>
            Task.FromResult<Result<Page<string>>>(Page<string>.Of([.. Enumerable.Range(1, page.Size + 1).Select(n => $"{n}")], page.Size, row => row)).ToOk());
        api.MapGet("/shelves", (int row, DateOnly? on) => Task.FromResult<Result<string>>($"{row} {on}").ToOk());
        api.MapPost("/books", (AddBook command, CancellationToken cancellationToken) => new ValidationBehavior<AddBook, Result<Book>>([new AddBookValidator()])
            .Handle(command, cancellationToken, () => Task.FromResult<Result<Book>>(
                new Book(8, command.Title, command.Note, command.Price, command.State, command.PublishedAt, 1)))
            .ToOk());
        api.MapPatch("/books/{id:long}", (long id, EditBook edit, IfMatch ifMatch) =>
        {
            if (ifMatch.Version is { } expected && expected != version)
                return Task.FromResult<Result<Book>>(RequestErrors.PreconditionFailed).ToOk();
            title = edit.Title.Or(title);
            version++;
            return Task.FromResult(Current(id)).ToOk();
        });
        api.MapDelete("/books/{id:long}", (long id, IfMatch ifMatch) => Task.FromResult(Done.Result).ToNoContent()).RequiresIfMatch();
        api.MapPost("/books/{id:long}/buy", (long id) => Task.FromResult<Result<Done>>(SoldOut.With("title", title)).ToNoContent()).Refuses(SoldOut);
        // For the document alone: nobody can log in here.
        api.MapPost("/orders", (AddBook command) => Task.FromResult<Result<Book>>(SoldOut).ToCreated(_ => "/api/v1/orders/1"))
            .WithName("orderBook").WithSummary("Order a book").WithTags("Orders").RequireAuthorization("admin").RequiresIdempotencyKey().Refuses(SoldOut);
        api.MapGet("/scrolls", (int row) => row < 0 ? throw new InvalidOperationException("A bug.") : Task.FromResult<Result<string>>("dust").ToOk())
            .WithName("listScrolls").WithSummary("Before there were books").WithTags("Books").AllowAnonymous()
            .Deprecated(since: new(2026, 1, 1), sunset: new(2027, 1, 1));
        api.MapGet("/bug", Microsoft.AspNetCore.Http.IResult () => throw new InvalidOperationException("select secret from table"));
        api.MapGet("/lost", Microsoft.AspNetCore.Http.IResult () => throw new Npgsql.NpgsqlException("connection refused to 10.0.0.1"));
        api.MapGet("/me", (IRequestInfo info) => Results.Json(new { info.RequestId, info.IpAddress, info.Language }));
    }
}

internal sealed record Problem(string Type, string Title, int Status, string Detail, string Instance, string Code, string TraceId, IReadOnlyList<ProblemField>? Errors);

internal sealed record ProblemField(string Pointer, string Code, string Message);

internal static class ProblemReading
{
    /// <summary>Reads the answer as problem details of this status.</summary>
    public static async Task<Problem> ProblemAsync(this HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).Should().Be(status, text);
        response.Content.Headers.ContentType?.MediaType.Should().Be("application/problem+json");
        var problem = JsonSerializer.Deserialize<Problem>(text, JsonSerializerOptions.Web)!;
        problem.Status.Should().Be(status);
        problem.Type.Should().Be($"/problems/{problem.Code}");
        problem.TraceId.Should().NotBeNullOrEmpty();
        problem.Title.Should().NotBe(problem.Code, "each code has a text");
        return problem;
    }
}
