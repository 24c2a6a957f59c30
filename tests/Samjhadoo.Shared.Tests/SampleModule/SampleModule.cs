using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Modules;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.Shared.Tests.SampleModule;

/// <summary>The smallest module that uses all of Shared: what Shared promises to modules is tested with it.</summary>
internal sealed class SampleModule : IModule
{
    public string Name => "Sample";

    public string Schema => "sample";

    public IReadOnlyList<string> AppendOnlyTables => ["note_log"];

    public void Register(ModuleBuilder module)
    {
        module.UseDatabase<SampleDbContext>(keepUsers: true);
        module.RefuseOn("notes_title_key", NoteErrors.TitleTaken);
        module.AddScoped<INoteRepository, NoteRepository>();
        module.Services.AddSingleton<SampleUsers>();
        module.Services.AddSingleton<IUserDirectory>(services => services.GetRequiredService<SampleUsers>());
        module.Services.AddSingleton<ISessionDirectory>(services => services.GetRequiredService<SampleUsers>());
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        var notes = api.MapGroup("/sample/notes").WithTags("Sample").RequireAuthorization(Policies.Authenticated);
        notes.MapPost("", (WriteNoteCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command, ct).ToCreated(note => $"/api/v1/sample/notes/{note.Id}"))
            .WithName("writeNote").WithSummary("Write a note")
            .Refuses(NoteErrors.TitleTaken, NoteErrors.Forbidden);
        notes.MapPost("/paid", (WriteNoteCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command, ct).ToCreated(note => $"/api/v1/sample/notes/{note.Id}"))
            .WithName("writePaidNote").WithSummary("Write a note that costs money")
            .Refuses(NoteErrors.TitleTaken, NoteErrors.Forbidden).RequiresIdempotencyKey();
        notes.MapPost("/flows", (CopyNoteFlow flow, ISender sender, CancellationToken ct) => sender.SendAsync(flow, ct).ToOk())
            .WithName("copyNote").WithSummary("Write a note in two steps")
            .Refuses(NoteErrors.TitleTaken, NoteErrors.Forbidden);
        notes.MapGet("", ([AsParameters] ListNotesQuery query, ISender sender, CancellationToken ct) => sender.SendAsync(query, ct).ToOk())
            .WithName("listNotes").WithSummary("Notes, newest first");
        notes.MapGet("/{id:long}", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new GetNoteQuery(id), ct).ToOk())
            .WithName("getNote").WithSummary("A note")
            .Refuses(NoteErrors.NotFound);
    }
}

/// <summary>Stands for Identity: every user exists and every login is alive, unless a test says otherwise.</summary>
internal sealed class SampleUsers : IUserDirectory, ISessionDirectory
{
    public HashSet<long> Unknown { get; } = [];

    public Task<UserSnapshot?> FindAsync(long userId, CancellationToken cancellationToken) =>
        Task.FromResult(Unknown.Contains(userId)
            ? null
            : new UserSnapshot(userId, $"user{userId}", null, "USER", IsActive: true, "Asia/Kolkata", "en", "NONE", CommunityVerified: false, CityTier: null, Version: 1));

    public Task<UserSnapshot?> FindByUsernameAsync(string username, CancellationToken cancellationToken) => Task.FromResult<UserSnapshot?>(null);

    Task<SessionState?> ISessionDirectory.FindAsync(long sessionId, CancellationToken cancellationToken) =>
        Task.FromResult<SessionState?>(new SessionState(sessionId, sessionId, "USER", DateTimeOffset.MaxValue, DateTimeOffset.MaxValue));
}
