using System.Text.Json.Nodes;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Contracts;

/// <summary>A module's part of a person's rights under the Digital Personal Data Protection Act, 2023 (sections 11 and 12).</summary>
public interface IPersonalData
{
    /// <summary>The module's name as it stands in the export, e.g. <c>wallet</c>.</summary>
    string Module { get; }

    /// <summary>Everything this module holds about the user, or null when it holds nothing.</summary>
    Task<JsonNode?> ExportAsync(long userId, CancellationToken cancellationToken);

    /// <summary>What can stand against an erasure here; documented with the route that asks for one. Conflicts (409) with texts of the module's.</summary>
    IReadOnlyList<Error> Obstacles => [];

    /// <summary>
    /// What the user has to settle before an erasure, one of <see cref="Obstacles"/>, or null. Every module is asked before
    /// anything is erased; a module nothing can stand against leaves this out.
    /// </summary>
    Task<Error?> FindObstacleAsync(long userId, CancellationToken cancellationToken) => Task.FromResult<Error?>(null);

    /// <summary>
    /// Erases names, texts, addresses and other personal data of the user and keeps what the law asks to keep (ids, codes,
    /// amounts). Repeatable: erasing twice changes nothing more.
    /// </summary>
    Task EraseAsync(long userId, CancellationToken cancellationToken);
}
