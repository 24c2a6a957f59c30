using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Shared.Application;
using Samjhadoo.Testing;

namespace Samjhadoo.Architecture.Tests;

/// <summary>Rules that only the running host with every module can answer.</summary>
public sealed class HostTests
{
    private ModuleHost _host = null!;

    private IEnumerable<RouteEndpoint> Routes => _host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(route => route.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal));

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ModuleHost.StartAsync(Host.Modules.All);

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public void Every_use_case_has_a_handler_that_can_be_made()
    {
        using var scope = _host.Services.CreateScope();
        foreach (var useCase in House.Modules.SelectMany(module => module.Assembly("Application").GetTypes()))
        {
            var answers = useCase.GetInterfaces().FirstOrDefault(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IUseCase<>));
            if (answers is null)
                continue;
            var result = typeof(Shared.Domain.Result<>).MakeGenericType(answers.GetGenericArguments());
            var handler = typeof(MediatR.IRequestHandler<,>).MakeGenericType(useCase, result);
            scope.ServiceProvider.GetServices(handler).Should().ContainSingle("{0} has one handler", useCase.Name);
        }
    }

    [Test]
    public void Every_route_states_who_may_call_it()
    {
        foreach (var route in Routes)
        {
            (route.Metadata.GetMetadata<IAuthorizeData>()?.Policy is not null || route.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                .Should().BeTrue("{0} names a policy or allows anonymous callers", route.DisplayName);
        }
    }

    [Test]
    public void Every_route_has_an_operation_id_a_summary_and_a_tag()
    {
        foreach (var route in Routes)
        {
            route.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName.Should().MatchRegex("^[a-z][A-Za-z0-9]+$", "{0} has an operationId", route.DisplayName);
            route.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary.Should().NotBeNullOrEmpty("{0} has a summary", route.DisplayName);
            route.Metadata.GetMetadata<ITagsMetadata>()?.Tags.Should().NotBeEmpty("{0} has a tag", route.DisplayName);
        }

        Routes.Select(route => route.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName).Should().OnlyHaveUniqueItems();
    }

    [Test]
    public void Paths_are_kebab_case_below_the_version()
    {
        foreach (var route in Routes)
            route.RoutePattern.RawText.Should().MatchRegex(@"^/api/v1(/([a-z0-9]+(-[a-z0-9]+)*|\{[A-Za-z:]+\})(\.[a-z]+)?)+/?$");
    }

    [Test]
    public void What_moves_money_requires_an_idempotency_key()
    {
        foreach (var route in Routes)
        {
            var moves = route.Metadata.GetMetadata<System.Reflection.MethodInfo>()?.GetParameters()
                .Any(parameter => parameter.ParameterType.GetInterfaces().Any(contract => contract.IsGenericType &&
                    (contract.GetGenericTypeDefinition() == typeof(IPostingCommand<>)
                        || (contract.GetGenericTypeDefinition() == typeof(IFlow<>) && SeesTheWallet(parameter.ParameterType))))) ?? false;
            if (moves)
                route.Metadata.Any(metadata => metadata.ToString()!.Contains("Required = True")).Should().BeTrue("{0} moves money", route.DisplayName);
        }
    }

    // A flow of Wallet itself, or one whose handler asks Wallet for something, be it through a class of its own module.
    private static bool SeesTheWallet(Type useCase) =>
        House.Modules.Single(module => module.Assembly("Application") == useCase.Assembly).Name == "Wallet"
        || useCase.Assembly.GetTypes()
            .Where(type => type.GetInterfaces().Any(contract =>
                contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IFlowHandler<,>) && contract.GenericTypeArguments[0] == useCase))
            .Any(AsksTheWallet);

    private static bool AsksTheWallet(Type asker) =>
        asker.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType).Any(needed =>
            needed.Namespace?.StartsWith("Samjhadoo.Wallet.Contracts", StringComparison.Ordinal) == true
            || (needed.IsClass && needed.Assembly == asker.Assembly && AsksTheWallet(needed)));

    [Test]
    public async Task A_modules_role_reaches_its_own_schema_alone()
    {
        foreach (var module in Host.Modules.All)
        {
            await using var connection = await _host.Database.OpenAsync(module);
            foreach (var other in Host.Modules.All.Where(other => other != module))
            {
                var intrude = async () =>
                {
                    await using var command = new NpgsqlCommand($"select count(*) from {other.Schema}.outbox_messages", connection);
                    await command.ExecuteScalarAsync();
                };
                (await intrude.Should().ThrowAsync<PostgresException>("{0} may not read {1}", module.Name, other.Name))
                    .Which.SqlState.Should().Be(PostgresErrorCodes.InsufficientPrivilege);
            }
        }
    }

    [Test]
    public async Task No_role_of_the_product_may_switch_triggers_off()
    {
        foreach (var module in Host.Modules.All)
        {
            await using var connection = await _host.Database.OpenAsync(module);
            await using var command = new NpgsqlCommand("set session_replication_role = replica", connection);
            (await command.Invoking(set => set.ExecuteNonQueryAsync()).Should().ThrowAsync<PostgresException>())
                .Which.SqlState.Should().Be(PostgresErrorCodes.InsufficientPrivilege);
        }
    }
}
