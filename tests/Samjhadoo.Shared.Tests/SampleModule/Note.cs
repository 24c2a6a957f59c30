using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Users;

namespace Samjhadoo.Shared.Tests.SampleModule;

internal sealed class Note : AggregateRoot
{
    private Note()
    {
    }

    public Note(long userId, string title, Money price, DateTimeOffset createdAt)
    {
        UserId = userId;
        Title = title;
        Price = price;
        CreatedAt = createdAt;
    }

    public long UserId { get; private set; }

    public string Title { get; private set; } = "";

    public Money Price { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public void Rename(string title)
    {
        Title = title;
        RaiseVersion();
    }
}

internal static class NoteErrors
{
    public static readonly Error NotFound = new("sample.note_not_found", ErrorKind.NotFound);
    public static readonly Error TitleTaken = new("sample.title_taken", ErrorKind.Conflict);
    public static readonly Error Forbidden = new("sample.forbidden_title", ErrorKind.Rule);
}

[EventName("sample.note_written.v1")]
internal sealed record NoteWritten(long NoteId, long UserId, string Title) : IIntegrationEvent;

internal interface INoteRepository
{
    Task AddAsync(Note note, CancellationToken cancellationToken);

    Task<Note?> FindAsync(long id, CancellationToken cancellationToken);
}

internal sealed class NoteRepository(SampleDbContext database) : INoteRepository
{
    public async Task AddAsync(Note note, CancellationToken cancellationToken) => await database.Notes.AddAsync(note, cancellationToken);

    public Task<Note?> FindAsync(long id, CancellationToken cancellationToken) =>
        database.Notes.SingleOrDefaultAsync(note => note.Id == id, cancellationToken);
}

internal sealed class SampleDbContext(DbContextOptions<SampleDbContext> options) : ModuleDbContext(options, "sample")
{
    public DbSet<Note> Notes => Set<Note>();
}

internal sealed class NoteConfiguration : IEntityTypeConfiguration<Note>
{
    public void Configure(EntityTypeBuilder<Note> note) =>
        note.HasOne<UserReplica>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
}

[DbContext(typeof(SampleDbContext))]
[Migration("20260101000000_Sample")]
internal sealed class SampleMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create sequence sample.notes_id_seq increment by 32;
        create table sample.notes (
            id             bigint         primary key,
            user_id        bigint         not null references sample.users,
            title          varchar(100)   not null constraint notes_title_key unique,
            price          numeric(10, 2) not null,
            version        int            not null,
            event_sequence bigint         not null,
            created_at     timestamptz    not null
        );
        create table sample.note_log (id bigint generated always as identity primary key, note_id bigint not null);
        create function sample.count_notes() returns bigint language sql as 'select count(*) from sample.notes';
        """);
}
