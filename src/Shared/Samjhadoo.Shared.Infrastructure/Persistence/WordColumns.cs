using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Shared.Application.Json;

namespace Samjhadoo.Shared.Infrastructure.Persistence;

/// <summary>Enums are kept as the words the API speaks.</summary>
public static class WordColumns
{
    /// <summary>The column holds the member's word, at most 20 characters.</summary>
    public static PropertyBuilder<T> HasWords<T>(this PropertyBuilder<T> property)
        where T : struct, Enum
        => property.HasMaxLength(20).HasConversion(member => Words.Of(member), word => Member<T>(word));

    /// <summary>The column holds the member's word or null.</summary>
    public static PropertyBuilder<T?> HasWords<T>(this PropertyBuilder<T?> property)
        where T : struct, Enum
        => property.HasMaxLength(20).HasConversion(member => member == null ? null : Words.Of(member), word => word == null ? null : Member<T>(word));

    /// <summary>A check that the column holds one of the enum's words.</summary>
    public static void HasWords<TRow>(this TableBuilder<TRow> table, string name, string column, Type words)
        where TRow : class
        => table.HasCheckConstraint(name, $"{column} in ({string.Join(", ", Words.All(words).Select(word => $"'{word}'"))})");

    private static T Member<T>(string word)
        where T : struct, Enum
        => Enum.GetValues<T>().Single(member => Words.Of(member) == word);
}
