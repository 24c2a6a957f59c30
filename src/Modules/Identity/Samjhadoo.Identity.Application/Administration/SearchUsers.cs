using Dapper;
using FluentValidation;
using Samjhadoo.Identity.Application.SecurityLog;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Pipeline;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Administration;

/// <summary>Accounts for an admin, newest first; that somebody looked is written down.</summary>
/// <param name="Search">Part of the user name, name or e-mail address.</param>
internal sealed record SearchUsersFlow(string? Role, string? Status, string? Search, PageRequest Page) : IFlow<Page<UserListItem>>;

internal sealed record UserListItem(
    long Id, string Username, string Email, string? Name, string Role, AccountStatus Status, DateTimeOffset CreatedAt);

internal sealed class SearchUsersValidator : AbstractValidator<SearchUsersFlow>
{
    public SearchUsersValidator()
    {
        RuleFor(flow => flow.Role).OneOf([.. UserRole.All]);
        RuleFor(flow => flow.Status).OneOf([.. Words.All(typeof(AccountStatus))]);

        // Fewer letters than a trigram has would read the whole table.
        RuleFor(flow => flow.Search).Length(3, 100).When(flow => flow.Search is not null);
    }
}

internal sealed class SearchUsersHandler(IReadDatabase database, ICurrentUser caller, ISender sender) : IFlowHandler<SearchUsersFlow, Page<UserListItem>>
{
    public async Task<Result<Page<UserListItem>>> Handle(SearchUsersFlow request, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(request.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        var recorded = await sender.SendAsync(new RecordSecurityEventCommand(SecurityEventKind.AdminSearched, caller.Id), cancellationToken);
        if (recorded.IsFailure)
            return recorded.Error;

        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            SqlOf(request, after),
            new
            {
                request.Role,
                Pattern = $"%{request.Search?.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%",
                after?.At,
                after?.Id,
                Limit = request.Page.Size + 1,
            },
            cancellationToken: cancellationToken));
        return Page<UserListItem>.Of(
            [.. rows.Select(row => new UserListItem(row.Id, row.Username, row.Email, row.Name, row.Role, StatusOf(row), row.CreatedAt))],
            request.Page.Size,
            item => new TimeCursor(item.CreatedAt, item.Id));
    }

    // Only the filters that are asked for, so that each shape has a plan that fits it.
    private static string SqlOf(SearchUsersFlow request, TimeCursor? after) =>
        $"""
        -- Identity.SearchUsers
        select id, username, email, name, role, is_active, erased_at is not null as is_erased, created_at
        from users
        where email_verified_at is not null
          {(request.Role is null ? "" : "and role = @role")}
          {request.Status switch
          {
              "ACTIVE" => "and is_active",
              "SUSPENDED" => "and not is_active and erased_at is null",
              "ERASED" => "and erased_at is not null",
              _ => "",
          }}
          {(request.Search is null ? "" : "and (username || ' ' || coalesce(name, '') || ' ' || email) ilike @pattern")}
          {(after is null ? "" : "and (created_at, id) < (@at, @id)")}
        order by created_at desc, id desc
        limit @limit
        """;

    private static AccountStatus StatusOf(Row row) =>
        row.IsErased ? AccountStatus.Erased : row.IsActive ? AccountStatus.Active : AccountStatus.Suspended;

    private sealed record Row(long Id, string Username, string Email, string? Name, string Role, bool IsActive, bool IsErased, DateTimeOffset CreatedAt);
}
