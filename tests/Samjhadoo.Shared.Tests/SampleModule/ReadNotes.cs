using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Tests.SampleModule;

internal sealed record GetNoteQuery(long Id) : IQuery<NoteResponse>;

internal sealed class GetNoteHandler(IReadDatabase database) : IQueryHandler<GetNoteQuery, NoteResponse>
{
    public async Task<Result<NoteResponse>> Handle(GetNoteQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var note = await connection.QuerySingleOrDefaultAsync<NoteResponse>(
            "/* GetNote */ select id, title, price, created_at from notes where id = @Id", query);
        return note is null ? NoteErrors.NotFound : note;
    }
}

internal sealed record ListNotesQuery(string? Cursor, int? Limit) : IQuery<Page<NoteResponse>>;

internal sealed class ListNotesHandler(IReadDatabase database) : IQueryHandler<ListNotesQuery, Page<NoteResponse>>
{
    public async Task<Result<Page<NoteResponse>>> Handle(ListNotesQuery query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(query.Cursor, out var after))
            return Error.Invalid(new FieldError("cursor", "invalid", "The cursor is not one of ours."));
        var limit = query.Limit ?? 20;
        await using var connection = await database.OpenAsync(cancellationToken);
        var notes = await connection.QueryAsync<NoteResponse>(
            """
            /* ListNotes */
            select id, title, price, created_at
            from notes
            where @At::timestamptz is null or (created_at, id) < (@At, @Id)
            order by created_at desc, id desc
            limit @Limit
            """,
            new { after?.At, after?.Id, Limit = limit + 1 });
        return Page<NoteResponse>.Of([.. notes], limit, note => new TimeCursor(note.CreatedAt, note.Id));
    }
}
