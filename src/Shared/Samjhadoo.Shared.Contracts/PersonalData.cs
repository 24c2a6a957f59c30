using System.Text.Json.Nodes;

namespace Samjhadoo.Shared.Contracts;

/// <summary>A module's part of a person's rights under the Digital Personal Data Protection Act, 2023 (sections 11 and 12).</summary>
public interface IPersonalData
{
    /// <summary>The module's name as it stands in the export, e.g. <c>wallet</c>.</summary>
    string Module { get; }

    /// <summary>Everything this module holds about the user, or null when it holds nothing.</summary>
    Task<JsonNode?> ExportAsync(long userId, CancellationToken cancellationToken);

    /// <summary>
    /// Erases names, texts, addresses and other personal data of the user and keeps what the law asks to keep (ids, codes,
    /// amounts). Repeatable: erasing twice changes nothing more.
    /// </summary>
    Task EraseAsync(long userId, CancellationToken cancellationToken);
}
